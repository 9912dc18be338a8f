namespace IdentitySdk.Tests.Json.Serializers;

/// <summary>Users as vendors send them, with values that are easily lost.</summary>
internal static class Documents
{
    public const string Okta = """
        {"id":"00u1","status":"OF_TOMORROW","created":"2013-06-24T16:39:18.000Z","activated":null,"statusChanged":"2015-06-07T15:49:51+02:00","type":{"id":"oty1"},
        "profile":{"login":"a@b.c","firstName":"Zoë 😀","hired":"2013-06-24T16:39:18Z","officeLocation":"Bonn","html":"</script>&'+\"","level":7,"remote":true,"rate":1.0,
        "skills":["a","b"],"escaped":"\u00e9\/\ud83d\ude00","nested":{"a":[1,{"b":null}],"</x>":"<y>"},"none":null},
        "credentials":{"password":{},"provider":{"type":"OKTA","name":"OKTA"}},
        "_links":{"self":{"href":"https://x"},"many":[{"href":"https://y","x":1},{"href":"https://z"}]},
        "big":123456789012345678901234567890,"lastLogin":5}
        """;

    public const string OneLogin = """
        {"id":7,"username":"a","email":"a@b.c","status":1,"state":3,"activated_at":"2013-06-24T16:39:18.000Z","manager_ad_id":"12","manager_user_id":12,
        "custom_attributes":{"office":"Bonn","floor":null},"new_member":{"a":1.10},"role_ids":[1,2]}
        """;

    /// <summary>Numbers that no type can hold, and unpaired surrogates.</summary>
    public const string Unusual = """{"id":"1","profile":{"x":1.00000000000000000000000000000000000000000001,"y":1e400,"z":-0,"half":"a\ud800</","\ud800":"<"},"\udc00n":{"\ud83d":[1]}}""";

    public static readonly string Holder = $$"""
        {"User":{{Okta}},"Users":[{{Okta}},null,{"status":"ACTIVE"}],"Map":{"a":{{Okta}}},"Status":"ACTIVE","Statuses":["NEW_ONE","STAGED"],"Link":{"href":"https://x","n":1.50},"Role":["a","b"],
        "Id":5,"Text":{"a":[1.0]},"Other":{{OneLogin}}}
        """;

    public static readonly string OtherHolder = """{"User":null,"Users":[],"Map":{},"Status":null,"Statuses":[],"Link":[{"href":"https://x"}],"Role":"a","Id":"5","Text":"a","Other":null}""";

    public static IEnumerable<string> Holders => [Holder, OtherHolder];
}
