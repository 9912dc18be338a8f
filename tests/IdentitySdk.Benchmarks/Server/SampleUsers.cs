using System.Globalization;
using System.Text;

namespace IdentitySdk.Benchmarks.Server;

/// <summary>Okta users of about 1 KB as JSON: a well-filled profile with four custom attributes.</summary>
internal static class SampleUsers
{
    public const int PerPage = 200;

    /// <summary>One page of users. Each page number has other users.</summary>
    public static byte[] Page(int number)
    {
        var text = new StringBuilder("[");
        for (var index = 0; index < PerPage; index++)
        {
            text.Append(index == 0 ? "" : ",").Append(One((number * PerPage) + index));
        }

        return Encoding.UTF8.GetBytes(text.Append(']').ToString());
    }

    /// <summary>One user.</summary>
    public static string One(int number)
    {
        string Id(string prefix, int seed) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{seed * 7919L % 1000003:x6}oQYT4TBT{number:x6}g4")[..20];
        string Time(int days) => new DateTime(2021, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(days).AddSeconds(number * 37).ToString("yyyy-MM-ddTHH:mm:ss.000Z", CultureInfo.InvariantCulture);
        var (first, last) = (s_first[number % s_first.Length], s_last[number / 7 % s_last.Length]);
        var login = string.Create(CultureInfo.InvariantCulture, $"{first}.{last}{number}@example.com").ToLowerInvariant();
        var id = Id("00u", number);
        return $$$$"""
            {"id":"{{{{id}}}}","status":"{{{{(number % 10 == 0 ? "STAGED" : "ACTIVE")}}}}","created":"{{{{Time(0)}}}}","activated":"{{{{Time(1)}}}}","statusChanged":"{{{{Time(1)}}}}","lastLogin":{{{{(number % 10 == 0 ? "null" : '"' + Time(400) + '"')}}}},"lastUpdated":"{{{{Time(300)}}}}","passwordChanged":"{{{{Time(200)}}}}","type":{"id":"oty1162QAr8hJjTaq0g4"},"profile":{"login":"{{{{login}}}}","email":"{{{{login}}}}","secondEmail":null,"firstName":"{{{{first}}}}","lastName":"{{{{last}}}}","displayName":"{{{{first}}}} {{{{last}}}}","title":"Engineer","mobilePhone":null,"primaryPhone":"+1 555 {{{{(number % 10000).ToString("0000", CultureInfo.InvariantCulture)}}}}","city":"Zürich","countryCode":"CH","locale":"de_CH","timezone":"Europe/Zurich","employeeNumber":"{{{{number}}}}","department":"Research","managerId":"{{{{Id("00m", number / 9)}}}}","badge":{{{{number + 100000}}}},"isRemote":{{{{(number % 3 == 0 ? "true" : "false")}}}},"startDate":"2021-01-{{{{(number % 28) + 1:00}}}}","skills":["sql","french"]},"credentials":{"password":{},"provider":{"type":"OKTA","name":"OKTA"}},"_links":{"self":{"href":"https://example.okta.com/api/v1/users/{{{{id}}}}"}}}
            """;
    }

    private static readonly string[] s_first = ["Alice", "Bob", "Chloé", "Dmitri", "Eun-ji", "Fatima", "Giovanni", "Hana", "Ivo", "Jürgen", "Kofi"];
    private static readonly string[] s_last = ["Smith", "Müller", "Nguyen", "Okafor", "Rossi", "Sato", "Tanaka", "Urban", "Virtanen", "Wagner"];
}
