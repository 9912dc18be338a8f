using IdentitySdk.SpecDiff;

namespace IdentitySdk.Tests.SpecDiffs;

/// <summary>The verdict, the changelog's entry and the effect on the public API.</summary>
public sealed class ReportTests
{
    [TestCase("0.1.0", Impact.Breaking, "0.2.0")]
    [TestCase("0.1.0", Impact.Feature, "0.1.1")]
    [TestCase("0.1.0", Impact.Patch, "0.1.1")]
    [TestCase("1.2.3", Impact.Breaking, "2.0.0")]
    [TestCase("1.2.3", Impact.Feature, "1.3.0")]
    [TestCase("1.2.3", Impact.Patch, "1.2.4")]
    [TestCase("1.2.3", Impact.None, "1.2.3")]
    public void Version_follows_from_the_impact(string last, object impact, string next) =>
        Assert.That(SemanticVersion.Parse(last).Next((Impact)impact).ToString(), Is.EqualTo(next));

    [TestCase("1.2.3", "2.0.0-beta.1", Impact.Breaking, true)]
    [TestCase("1.2.3", "1.3.0", Impact.Breaking, false)]
    [TestCase("1.2.3", "1.2.3", Impact.None, true)]
    [TestCase("0.1.0", "0.1.1", Impact.Breaking, false)]
    [TestCase("0.1.0", "0.3.0", Impact.Breaking, true)]
    [TestCase("2.0.0-beta.1", "2.0.0", Impact.Breaking, false)]
    public void Version_fits(string last, string now, object impact, bool fits) =>
        Assert.That(SemanticVersion.Parse(now).Fits(SemanticVersion.Parse(last), (Impact)impact), Is.EqualTo(fits));

    [TestCase("1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0")]
    public void Versions_are_in_the_order_of_semver(params string[] versions) =>
        Assert.That(versions.Reverse().Select(SemanticVersion.Parse).Order().Select(version => version.ToString()), Is.EqualTo(versions));

    [TestCase("1.2")]
    [TestCase("1.2.3.4")]
    [TestCase("01.2.3")]
    [TestCase("")]
    [TestCase("1.2.3-")]
    [TestCase("99999999999.0.0")]
    public void Text_that_is_not_a_version_throws_BadInputException(string text) => Assert.Throws<BadInputException>(() => SemanticVersion.Parse(text));

    [Test]
    public void Report_has_changes_verdict_and_changelog()
    {
        var diff = DiffSpec.Compare(
            DiffSpec.With("required: [name]", "required: [name, email]"),
            DiffSpec.With("enum: [ACTIVE, SUSPENDED]", "enum: [ACTIVE]").Replace("        token: { type: string }\n", "        phone: { type: string }\n"));

        Assert.That(Report.Write([diff], new(0, 1, 0, null), new(0, 1, 1, null)), Is.EqualTo("""
            # Changes of the specifications

            ## Sample: 5 changes, 3 breaking

            | breaking | rule | where | what |
            | --- | --- | --- | --- |
            | yes | `request-property-removed` | NewUser.token | was removed (string) |
            | yes | `request-parameter-enum-value-removed` | Status | is never `SUSPENDED` |
            | yes | `response-property-enum-value-removed` | Status | is never `SUSPENDED` |
            |  | `request-property-became-optional` | NewUser.email | may be missing |
            |  | `new-optional-request-property` | NewUser.phone | is new |

            ## Verdict

            **major**: after 0.1.0 this requires 0.2.0 or later, as before 1.0; the version is 0.1.1, which does not fit.

            ## For CHANGELOG.md

            ### Added

            - Sample: `NewUser.phone` is new.

            ### Removed

            - Sample: `Status` is never `SUSPENDED` (**breaking**); `NewUser.token` was removed (string) (**breaking**).

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void Public_API_is_compared_by_member()
    {
        const string before = """
            namespace Sample
            {
                public sealed class User : ApiObject
                {
                    public string? Id { get; set; }
                    public int? Age { get; set; }
                }
                public sealed class Group
                {
                    public string? Id { get; set; }
                }
            }
            """;
        var diff = ApiDiff.Compare(before, before.Replace("int? Age", "long? Age").Replace("class Group\n    {\n        public string? Id { get; set; }", "class Group\n    {"));

        Assert.That(diff.Removed, Is.EqualTo(new[] { "User: public int? Age { get; set; }", "Group: public string? Id { get; set; }" }));
        Assert.That(diff.Added, Is.EqualTo(new[] { "User: public long? Age { get; set; }" }));
    }
}
