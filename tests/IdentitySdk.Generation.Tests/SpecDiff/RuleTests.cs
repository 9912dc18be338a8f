using IdentitySdk.SpecDiff;

namespace IdentitySdk.Tests.SpecDiffs;

/// <summary>Pairs of specifications: one part is replaced, and the change has oasdiff's name and the right verdict, in both directions.</summary>
public sealed class RuleTests
{
    // The part, its replacement; the rules and the impact there; the rules and the impact back. Rules are sorted.
    private static readonly (string Part, string Replacement, string There, string Impact, string Back, string BackImpact)[] s_pairs =
    [
        ("  /old:\n    get:", "  /older:\n    get:", "api-path-removed-with-deprecation endpoint-added", "Breaking", "api-path-removed-with-deprecation endpoint-added", "Breaking"),
        ("    delete:\n      tags: [Users]\n      operationId: Users_Delete\n      responses:\n        '204': { description: Gone. }\n", "", "api-removed-without-deprecation", "Breaking", "endpoint-added", "Feature"),
        ("operationId: Users_Delete", "operationId: Users_Remove", "api-operation-id-added api-operation-id-removed", "Breaking", "api-operation-id-added api-operation-id-removed", "Breaking"),
        ("tags: [Users]\n      operationId: Users_Delete", "tags: [People]\n      operationId: Users_Delete", "api-tag-added api-tag-removed", "Breaking", "api-tag-added api-tag-removed", "Breaking"),
        ("operationId: Users_Delete", "operationId: Users_Delete\n      deprecated: true", "endpoint-deprecated", "Patch", "endpoint-reactivated", "Patch"),
        ("{userId}", "{id}", "", "Patch", "", "Patch"),
        ("security: [{ apiToken: [] }, ", "security: [", "api-security-removed", "Breaking", "api-security-added", "Patch"),
        ("oauth2: [users.read]", "oauth2: [users.read, users.all]", "api-security-scope-added", "Breaking", "api-security-scope-removed", "Patch"),

        ("        - { name: q, in: query, required: false, schema: { type: string, maxLength: 100 } }\n", "", "request-parameter-removed", "Breaking", "new-optional-request-parameter", "Feature"),
        ("        - { name: q, in: query,", "        - { name: org, in: query, required: true, schema: { type: string } }\n        - { name: q, in: query,", "new-required-request-parameter", "Breaking", "request-parameter-removed", "Breaking"),
        ("name: q, in: query, required: false", "name: q, in: query, required: true", "request-parameter-became-required", "Breaking", "request-parameter-became-optional", "Breaking"),
        ("name: q, in: query", "name: q, in: query, deprecated: true", "request-parameter-deprecated", "Patch", "request-parameter-reactivated", "Patch"),
        ("name: q, in: query", "name: q, in: header", "new-optional-request-parameter request-parameter-removed", "Breaking", "new-optional-request-parameter request-parameter-removed", "Breaking"),
        ("maxLength: 100", "maxLength: 50", "request-parameter-max-length-decreased", "Breaking", "request-parameter-max-length-increased", "Patch"),
        ("type: string, maxLength: 100", "type: string", "request-parameter-max-length-unset", "Patch", "request-parameter-max-length-set", "Breaking"),
        ("maximum: 200", "maximum: 100", "request-parameter-max-decreased", "Breaking", "request-parameter-max-increased", "Patch"),
        ("minimum: 1,", "minimum: 2,", "request-parameter-min-increased", "Breaking", "request-parameter-min-decreased", "Patch"),
        ("default: 20", "default: 50", "request-parameter-default-value-changed", "Breaking", "request-parameter-default-value-changed", "Breaking"),
        (", default: 20", "", "request-parameter-default-value-removed", "Breaking", "request-parameter-default-value-added", "Breaking"),
        ("type: integer, format: int32, minimum", "type: integer, format: int64, minimum", "request-parameter-type-generalized", "Breaking", "request-parameter-type-changed", "Breaking"),
        ("name: status, in: query, required: false, schema: { $ref: '#/components/schemas/Status' }", "name: status, in: query, required: false, schema: { type: string }", "request-parameter-type-changed", "Breaking", "request-parameter-became-enum", "Breaking"),

        ("requestBody:\n        required: true", "requestBody:\n        required: false", "request-body-became-optional", "Patch", "request-body-became-required", "Breaking"),
        ("      requestBody:\n        required: true\n        content: { application/json: { schema: { $ref: '#/components/schemas/NewUser' } } }\n", "", "request-body-removed", "Breaking", "request-body-added-required", "Breaking"),
        ("content: { application/json: { schema: { $ref: '#/components/schemas/NewUser' } } }", "content: { application/json: { schema: { $ref: '#/components/schemas/NewUser' } }, text/csv: { schema: { type: string } } }", "request-body-media-type-added", "Patch", "request-body-media-type-removed", "Breaking"),
        ("{ application/json: { schema: { $ref: '#/components/schemas/NewUser' } } }", "{ application/json: { schema: { $ref: '#/components/schemas/User' } } }", "request-body-type-changed", "Breaking", "request-body-type-changed", "Breaking"),

        ("token: { type: string }", "token: { type: string }\n        phone: { type: string }", "new-optional-request-property", "Feature", "request-property-removed", "Breaking"),
        ("      required: [name]\n      properties:\n", "      required: [name, phone]\n      properties:\n        phone: { type: string }\n", "new-required-request-property", "Breaking", "request-property-removed", "Breaking"),
        ("      required: [name]\n      properties:\n", "      required: [name, phone]\n      properties:\n        phone: { type: string, default: none }\n", "new-required-request-property-with-default", "Breaking", "request-property-removed", "Breaking"),
        ("required: [name]", "required: [name, email]", "request-property-became-required", "Breaking", "request-property-became-optional", "Patch"),
        ("score: { type: number }", "score: { type: integer }", "request-property-type-changed", "Breaking", "request-property-type-generalized", "Breaking"),
        ("score: { type: number }", "score: { type: number, nullable: true }", "request-property-became-nullable", "Patch", "request-property-became-not-nullable", "Breaking"),
        ("pattern: '@'", "pattern: '@.'", "request-property-pattern-changed", "Breaking", "request-property-pattern-changed", "Breaking"),
        (", pattern: '@'", "", "request-property-pattern-removed", "Patch", "request-property-pattern-added", "Breaking"),
        ("minLength: 1,", "minLength: 2,", "request-property-min-length-increased", "Breaking", "request-property-min-length-decreased", "Patch"),
        ("maxItems: 5", "maxItems: 4", "request-property-max-items-decreased", "Breaking", "request-property-max-items-increased", "Patch"),
        ("maxItems: 5,", "maxItems: 5, minItems: 1,", "request-property-min-items-set", "Breaking", "request-property-min-items-unset", "Patch"),
        ("token: { type: string }", "token: { type: string, readOnly: true }", "request-optional-property-became-read-only", "Breaking", "request-optional-property-became-not-read-only", "Feature"),
        ("token: { type: string }", "token: { type: string, writeOnly: true }", "request-optional-property-became-write-only", "Patch", "request-optional-property-became-not-write-only", "Patch"),
        ("token: { type: string }", "token: { type: string, default: none }", "request-property-default-value-added", "Patch", "request-property-default-value-removed", "Patch"),
        ("token: { type: string }", "token: { type: string, deprecated: true }", "request-property-deprecated", "Patch", "request-property-reactivated", "Patch"),
        ("token: { type: string }", "token: { type: string, x-sensitive: true }", "x-sensitive-changed", "Patch", "x-sensitive-changed", "Patch"),
        ("items: { type: string } }\n        token", "items: { type: integer } }\n        token", "request-property-type-changed", "Breaking", "request-property-type-changed", "Breaking"),

        ("name: { type: string }", "name: { type: string }\n        nick: { type: string }", "response-optional-property-added", "Feature", "response-optional-property-removed", "Breaking"),
        ("      required: [id]\n      properties:\n", "      required: [id, key]\n      properties:\n        key: { type: string }\n", "response-required-property-added", "Feature", "response-required-property-removed", "Breaking"),
        ("required: [id]", "required: [id, name]", "response-property-became-required", "Patch", "response-property-became-optional", "Breaking"),
        ("created: { type: string, format: date-time }", "created: { type: string }", "response-property-type-changed", "Breaking", "response-property-type-changed", "Breaking"),
        ("age: { type: integer, format: int32 }", "age: { type: number }", "response-property-type-generalized", "Breaking", "response-property-type-specialized", "Breaking"),
        ("age: { type: integer, format: int32 }", "age: { type: integer, format: int32, nullable: true }", "response-property-became-nullable", "Breaking", "response-property-became-not-nullable", "Patch"),
        ("age: { type: integer, format: int32 }", "age: { type: integer, format: int32, maximum: 200 }", "response-property-max-set", "Patch", "response-property-max-unset", "Breaking"),
        ("additionalProperties: { type: string }", "additionalProperties: { type: integer }", "response-property-type-changed", "Breaking", "response-property-type-changed", "Breaking"),
        ("enum: [ACTIVE, SUSPENDED]", "enum: [ACTIVE, SUSPENDED, LOCKED]", "request-parameter-enum-value-added response-property-enum-value-added", "Feature", "request-parameter-enum-value-removed response-property-enum-value-removed", "Breaking"),

        ("        '404': { description: None. }\n", "", "response-non-success-status-removed", "Patch", "response-non-success-status-added", "Patch"),
        ("        '204': { description: Gone. }\n", "        '204': { description: Gone. }\n        '202': { description: Later. }\n", "response-success-status-added", "Patch", "response-success-status-removed", "Breaking"),
        ("            X-Count: { schema: { type: integer } }\n", "", "optional-response-header-removed", "Patch", "response-header-added", "Patch"),
        ("            Link: { required: true, schema: { type: string } }\n", "", "required-response-header-removed", "Breaking", "response-header-added", "Patch"),
        ("X-Count: { schema: { type: integer } }", "X-Count: { schema: { type: string } }", "response-header-type-changed", "Breaking", "response-header-type-changed", "Breaking"),
        ("'201': { description: Made., content: { application/json:", "'201': { description: Made., content: { text/plain:", "response-media-type-added response-media-type-removed", "Breaking", "response-media-type-added response-media-type-removed", "Breaking"),

        ("x-retry: unsafe", "x-retry: safe", "x-retry-changed", "Patch", "x-retry-changed", "Patch"),
        ("x-options: ListUsersOptions", "x-options: UserListOptions", "x-options-changed", "Breaking", "x-options-changed", "Breaking"),
        ("style: Link", "style: Offset", "x-paging-changed", "Breaking", "x-paging-changed", "Breaking"),
        ("description: Users.", "description: All users.", "", "Patch", "", "Patch"),
    ];

    private static IEnumerable<TestCaseData> Pairs() =>
        from pair in s_pairs
        from isBack in new[] { false, true }
        let rules = isBack ? pair.Back : pair.There
        let name = $"{(rules.Length == 0 ? "nothing" : rules)} by {(isBack ? "undoing " : "")}{pair.Part.ReplaceLineEndings(" ").Trim()}"
        select new TestCaseData(pair.Part, pair.Replacement, isBack, rules, isBack ? pair.BackImpact : pair.Impact).SetArgDisplayNames(name);

    [TestCaseSource(nameof(Pairs))]
    public void Change_has_its_rule_and_verdict(string part, string replacement, bool isBack, string rules, string impact)
    {
        var (old, now) = (DiffSpec.Text, part == "{userId}" ? DiffSpec.Text.Replace("userId", "id") : DiffSpec.With(part, replacement));

        var diff = isBack ? DiffSpec.Compare(now, old) : DiffSpec.Compare(old, now);

        Assert.That(string.Join(' ', diff.Changes.Select(change => change.Rule.Id).Order(StringComparer.Ordinal)), Is.EqualTo(rules), () => string.Join('\n', diff.Changes));
        Assert.That(diff.Impact.ToString(), Is.EqualTo(impact));
    }

    [Test]
    public void Same_text_has_no_change()
    {
        var diff = DiffSpec.Compare(DiffSpec.Text, DiffSpec.Text);

        Assert.That((diff.Changes.Count, diff.Impact), Is.EqualTo((0, Impact.None)));
    }

    [TestCase("okta")]
    [TestCase("onelogin")]
    [TestCase("agilicus")]
    public void Vendor_equals_itself_and_loses_everything_to_an_empty_specification(string vendor)
    {
        var text = File.ReadAllText(Repository.Path("specs", vendor, "openapi.yaml")).ReplaceLineEndings("\n");
        var count = IdentitySdk.Generation.SpecDocument.Load(Repository.Path("specs", vendor, "openapi.yaml")).Operations.Count;

        Assert.That(DiffSpec.Compare(text, text).Changes, Is.Empty);
        var empty = text[..text.IndexOf("\npaths:\n", StringComparison.Ordinal)] + "\npaths: {}\n";
        Assert.That(DiffSpec.Compare(text, empty).Changes.Select(change => change.Rule.Id), Is.EqualTo(Enumerable.Repeat("api-path-removed-without-deprecation", count)));
        Assert.That(DiffSpec.Compare(empty, text).Impact, Is.EqualTo(Impact.Feature));
    }

    [Test]
    public void Recursive_schema_is_compared_once()
    {
        var text = DiffSpec.With("name: { type: string }", "name: { type: string }\n        manager: { $ref: '#/components/schemas/User' }");

        Assert.That(DiffSpec.Compare(text, text.Replace("manager:", "boss:")).Changes, Has.Count.EqualTo(2));
    }
}
