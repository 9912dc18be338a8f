using System.Globalization;
using System.Text;

namespace IdentitySdk.Benchmarks.Server;

/// <summary>
/// Realistic users of 873 bytes on average, with four custom attributes, an unmapped list, links, nulls and non-ASCII names, in the format of each vendor.
/// </summary>
internal static class RealUsers
{
    private static readonly string[] s_first = ["Chloé", "Jürgen", "Łukasz", "明", "Amélie", "Søren", "Nuria", "Björk"];
    private static readonly string[] s_last = ["Müller", "Nguyễn", "Okafor", "Ångström", "Peña", "Sato", "Wójcik"];

    /// <summary>One page of Okta users. Each page number has other users.</summary>
    public static byte[] Page(int number) =>
        Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Range(number * SampleUsers.PerPage, SampleUsers.PerPage).Select(Okta))}]");

    public static string Okta(int number)
    {
        var person = new Person(number);
        return $$$$"""
            {"id":"{{{{person.Id}}}}","status":"ACTIVE","created":"{{{{person.Created}}}}","activated":"{{{{person.Created}}}}","lastLogin":{{{{person.LastLogin}}}},"lastUpdated":"{{{{person.Updated}}}}","type":{"id":"oty1162QAr8hJjTaq0g4"},"profile":{"login":"{{{{person.Email}}}}","email":"{{{{person.Email}}}}","secondEmail":null,"firstName":"{{{{person.First}}}}","lastName":"{{{{person.Last}}}}","displayName":"{{{{person.First}}}} {{{{person.Last}}}}","mobilePhone":null,"title":"Ingénieure système","department":"Forschung & Entwicklung","city":"Zürich","countryCode":"CH","locale":"de_CH","timezone":"Europe/Zurich","employeeNumber":"{{{{person.Badge}}}}","desk":"{{{{person.Desk}}}}","badge":{{{{person.Badge}}}},"isRemote":{{{{person.IsRemote}}}},"startDate":"{{{{person.StartDate}}}}","skills":["sql","français"]},"credentials":{"provider":{"type":"OKTA","name":"OKTA"}},"_links":{"self":{"href":"https://example.okta.com/api/v1/users/{{{{person.Id}}}}"}}}
            """;
    }

    public static string OneLogin(int number)
    {
        var person = new Person(number);
        return $$$$"""
            {"status":{"error":false,"code":200,"type":"success","message":"Success"},"data":[{"id":{{{{person.Badge}}}},"external_id":"{{{{person.Id}}}}","status":1,"state":1,"created_at":"{{{{person.Created}}}}","activated_at":"{{{{person.Created}}}}","last_login":{{{{person.LastLogin}}}},"updated_at":"{{{{person.Updated}}}}","username":"{{{{person.Email}}}}","email":"{{{{person.Email}}}}","comment":null,"firstname":"{{{{person.First}}}}","lastname":"{{{{person.Last}}}}","openid_name":"{{{{person.First}}}} {{{{person.Last}}}}","phone":null,"title":"Ingénieure système","department":"Forschung & Entwicklung","company":"Zürich","locale_code":"de_CH","samaccountname":"{{{{person.Badge}}}}","role_ids":[1187,2204],"directory_id":null,"group_id":null,"manager_user_id":null,"custom_attributes":{"desk":"{{{{person.Desk}}}}","badge":"{{{{person.Badge}}}}","is_remote":"{{{{person.IsRemote}}}}","start_date":"{{{{person.StartDate}}}}"},"skills":["sql","français"]}]}
            """;
    }

    public static string Agilicus(int number)
    {
        var person = new Person(number);
        return $$$$"""
            {"id":"{{{{person.Id}}}}","external_id":"{{{{person.Badge}}}}","enabled":true,"status":"active","created":"{{{{person.Created}}}}","updated":"{{{{person.Updated}}}}","disabled_at_time":null,"first_name":"{{{{person.First}}}}","last_name":"{{{{person.Last}}}}","full_name":"{{{{person.First}}}} {{{{person.Last}}}}","display_name":"{{{{person.First}}}} {{{{person.Last}}}}","email":"{{{{person.Email}}}}","provider":"google","type":"user","org_id":"Ck3AoYQT4TBTr8hJjTaq","inheritable_config":null,"title":"Ingénieure système","department":"Forschung & Entwicklung","city":"Zürich","country":"CH","locale":"de_CH","timezone":"Europe/Zurich","roles":{"crm":["owner"],"wiki":["viewer"]},"member_of":[],"last_login":{{{{person.LastLogin}}}},"desk":"{{{{person.Desk}}}}","badge":{{{{person.Badge}}}},"is_remote":{{{{person.IsRemote}}}},"start_date":"{{{{person.StartDate}}}}","skills":["sql","français"],"upstream_user_identities":[{"metadata":{"id":"{{{{person.Id}}}}"},"spec":{"local_user_id":"{{{{person.Id}}}}"}}]}
            """;
    }

    private sealed record Person(int Number)
    {
        public string Id { get; } = string.Create(CultureInfo.InvariantCulture, $"00u{Number * 7919L % 1000003:x6}oQYT4TBT{Number:x6}g4")[..20];

        public string First => s_first[Number % s_first.Length];

        public string Last => s_last[Number / 3 % s_last.Length];

        public string Email => string.Create(CultureInfo.InvariantCulture, $"user{Number:00000}@subsidiary.example.com");

        public string Created => Time(0);

        public string Updated => Time(300);

        public string LastLogin => Number % 10 == 0 ? "null" : $"\"{Time(400)}\"";

        public string Desk => string.Create(CultureInfo.InvariantCulture, $"ZRH-{Number % 40}-{Number % 977}");

        public string Badge => (Number + 100000).ToString(CultureInfo.InvariantCulture);

        public string IsRemote => Number % 3 == 0 ? "true" : "false";

        public string StartDate => string.Create(CultureInfo.InvariantCulture, $"2021-01-{(Number % 28) + 1:00}");

        private string Time(int days) =>
            new DateTime(2021, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(days).AddSeconds(Number % 1000000 * 37).ToString("yyyy-MM-ddTHH:mm:ss.000Z", CultureInfo.InvariantCulture);
    }
}
