using System.Globalization;
using System.Reflection;
using System.Text;
using IdentitySdk.Agilicus;
using IdentitySdk.Configuration;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using Microsoft.Extensions.Configuration;

namespace IdentitySdk.Tests.Configuration;

/// <summary>The keys of configuration sections: each key sets its option, each option has a key, and the documentation lists all keys.</summary>
public sealed class ConfigurationTableTests
{
    private static readonly Type[] s_objects =
    [
        typeof(HttpMessageHandler), typeof(TimeProvider), typeof(Microsoft.Extensions.Logging.ILoggerFactory), typeof(ITokenCache), typeof(IRateLimitStore),
        typeof(OktaCredential), typeof(OneLoginCredential), typeof(AgilicusCredential),
    ];

    private static IEnumerable<TestCaseData> Keys() =>
        OktaKeys.Table.Keys.Select(key => new TestCaseData(Sample(key), () => Changed(OktaKeys.Table, key.Path, Sample(key))).SetArgDisplayNames(key.Path))
            .Concat(OneLoginKeys.Table.Keys.Select(key => new TestCaseData(Sample(key), () => Changed(OneLoginKeys.Table, key.Path, Sample(key))).SetArgDisplayNames("OneLogin " + key.Path)))
            .Concat(AgilicusKeys.Table.Keys.Select(key => new TestCaseData(Sample(key), () => Changed(AgilicusKeys.Table, key.Path, Sample(key))).SetArgDisplayNames("Agilicus " + key.Path)));

    [TestCaseSource(nameof(Keys))]
    public void Every_key_sets_the_option_of_its_name_and_no_other(string sample, Func<(string Path, List<string> Changed)> bind)
    {
        var (path, changed) = bind();

        Assert.That(changed, Is.EqualTo([path]), sample);
    }

    [Test]
    public void Every_option_with_a_text_form_has_a_key()
    {
        AssertAll<OktaClientOptions>(OktaKeys.Table);
        AssertAll<OneLoginClientOptions>(OneLoginKeys.Table);
        AssertAll<AgilicusClientOptions>(AgilicusKeys.Table);

        static void AssertAll<TOptions>(ConfigurationTable<TOptions> table)
            where TOptions : new() => Assert.That(table.Keys.Select(key => key.Path), Is.EquivalentTo(Flatten(new TOptions()).Keys), "Add the option to Configuration/SharedKeys.cs.");
    }

    [Test]
    public void Every_documented_default_is_the_default()
    {
        AssertAll(OktaKeys.Table);
        AssertAll(OneLoginKeys.Table);
        AssertAll(AgilicusKeys.Table);

        static void AssertAll<TOptions>(ConfigurationTable<TOptions> table)
            where TOptions : new()
        {
            foreach (var key in table.Keys.Where(key => key.Default is not ("none" or "required")))
            {
                Assert.That(Changed(table, key.Path, key.Default).Changed, Is.Empty, key.Path);
            }

            Assert.That(table.Keys.Where(key => key.Default is "none" or "required").Select(key => Flatten(new TOptions())[key.Path]), Is.All.EqualTo(""));
        }
    }

    [Test]
    public void Documentation_prints_every_key()
    {
        var file = Repository.Path("docs", "configuration.md");
        var text = File.ReadAllText(file);
        var filled = text;
        filled = Fill(filled, "keys", Table(["Key", "Value", "Default", "Meaning"], OktaKeys.Table.Keys.Select(key => new[] { $"`{key.Path}`", key.Value, Default(key), key.Meaning })
            .Concat(OneLoginKeys.Table.Keys.Where(key => OktaKeys.Table.Keys.All(other => other.Path != key.Path)).Select(key => new[] { $"`{key.Path}`", key.Value, key.Default, key.Meaning }))));
        filled = Fill(filled, "credentials", Table(
            ["Vendor", "Secret (or its file)", "What it is", "Needs", "May have"],
            Rows("Okta", OktaKeys.Table).Concat(Rows("OneLogin", OneLoginKeys.Table)).Concat(Rows("Agilicus", AgilicusKeys.Table))));
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(file, filled);
        }

        Assert.That(text, Is.EqualTo(filled), "Run this test with UPDATE_SNAPSHOTS=1 and commit docs/configuration.md.");

        static string Default(ConfigurationKey<OktaClientOptions> key) =>
            key.Path == "BaseAddress" ? "required; Agilicus: https://api.agilicus.com" : key.Default;
    }

    private static IEnumerable<string[]> Rows<TOptions>(string vendor, ConfigurationTable<TOptions> table) => table.Credentials.Select(kind => new[]
    {
        vendor, $"`{kind.Secret}` or `{kind.Secret}File`", kind.Meaning, Names(kind.Required), Names(kind.Optional),
    });

    private static string Names(string[] keys) => string.Join(", ", keys.Select(key => $"`{key}`"));

    private static string Table(string[] head, IEnumerable<string[]> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows.Prepend([.. head.Select(_ => "---")]).Prepend(head))
        {
            text.Append("| ").Append(string.Join(" | ", row)).Append(" |\n");
        }

        return text.ToString();
    }

    private static string Fill(string page, string name, string content)
    {
        var (begin, end) = ($"<!-- {name} -->\n", $"<!-- /{name} -->\n");
        return page[..(page.IndexOf(begin, StringComparison.Ordinal) + begin.Length)] + content + page[page.IndexOf(end, StringComparison.Ordinal)..];
    }

    private static string Sample<TOptions>(ConfigurationKey<TOptions> key) => key.Value switch
    {
        "array of files" => CertificateFile(),
        "URI" or "array of URIs" => "https://other.example/",
        "text" => "sample",
        "number" when key.Path.EndsWith("Share", StringComparison.Ordinal) => "0.25",
        "number" => "4711",
        "time span" => "00:00:42",
        "`V1` or `Newer`" => "Newer",
        "`true` or `false`" => key.Default == "true" ? "false" : "true",
        _ => throw new NotSupportedException($"There is no sample for {key.Value}."),
    };

    private static string CertificateFile()
    {
        using var key = System.Security.Cryptography.ECDsa.Create();
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=test", key, System.Security.Cryptography.HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var file = Path.GetTempFileName();
        File.WriteAllBytes(file, certificate.Export(System.Security.Cryptography.X509Certificates.X509ContentType.Pfx));
        return file;
    }

    private static (string Path, List<string> Changed) Changed<TOptions>(ConfigurationTable<TOptions> table, string path, string text)
        where TOptions : new()
    {
        var (options, before) = (new TOptions(), Flatten(new TOptions()));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new($"Section:{path}", text)]).Build();
        Assert.That(table.Bind(configuration.GetSection("Section"), options), Is.Empty);
        return (path, [.. Flatten(options).Where(pair => pair.Value != before[pair.Key]).Select(pair => pair.Key)]);
    }

    /// <summary>All options with a text form, by path.</summary>
    private static Dictionary<string, string> Flatten(object options, string prefix = "") => options.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => !s_objects.Contains(property.PropertyType))
        .SelectMany(property => property.GetValue(options) switch
        {
            RetryOptions or RateLimitOptions or PagingOptions or ConnectionOptions => Flatten(property.GetValue(options)!, property.Name + ":"),
            System.Net.WebProxy proxy => new Dictionary<string, string> { [prefix + property.Name] = proxy.Address!.AbsoluteUri },
            System.Collections.IEnumerable values and not string => new Dictionary<string, string> { [prefix + property.Name] = string.Join(" ", values.Cast<object>()) },
            var value => new Dictionary<string, string> { [prefix + property.Name] = Convert.ToString(value, CultureInfo.InvariantCulture)! },
        })
        .ToDictionary(pair => pair.Key, pair => pair.Value);
}
