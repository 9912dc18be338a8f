namespace IdentitySdk.SpecDiff;

/// <summary>The kinds of differences, by oasdiff's names; those that begin with <c>x-</c> are for the extensions that the generator reads.</summary>
/// <remarks>
/// Two kinds of differences are classified for a C# client, not for the wire. A new value of an enum in a response is not breaking, because enums are open.
/// A removed or changed generated member breaks compilation, even if the wire is compatible.
/// </remarks>
internal static class Rules
{
    private static readonly Dictionary<string, Rule> s_known = new Rule[]
    {
        new("endpoint-added", false, ApiEffect.Adds),
        new("endpoint-deprecated", false, ApiEffect.None),
        new("endpoint-reactivated", false, ApiEffect.None),
        new("api-path-removed-without-deprecation", true, ApiEffect.Removes),
        new("api-path-removed-with-deprecation", false, ApiEffect.Removes),
        new("api-removed-without-deprecation", true, ApiEffect.Removes),
        new("api-removed-with-deprecation", false, ApiEffect.Removes),
        new("api-operation-id-added", false, ApiEffect.Adds),
        new("api-operation-id-removed", false, ApiEffect.Removes),
        new("api-tag-added", false, ApiEffect.Adds),
        new("api-tag-removed", false, ApiEffect.Removes),
        new("api-security-added", true, ApiEffect.None),
        new("api-security-removed", false, ApiEffect.None),
        new("api-security-scope-added", true, ApiEffect.None),
        new("api-security-scope-removed", false, ApiEffect.None),

        new("new-required-request-parameter", true, ApiEffect.Changes),
        new("new-optional-request-parameter", false, ApiEffect.Adds),
        new("new-request-path-parameter", true, ApiEffect.Changes),
        new("request-parameter-removed", true, ApiEffect.Removes),
        new("request-parameter-removed-with-deprecation", false, ApiEffect.Removes),
        new("request-parameter-became-required", true, ApiEffect.Changes),
        new("request-parameter-became-optional", false, ApiEffect.Changes),
        new("request-parameter-deprecated", false, ApiEffect.None),
        new("request-parameter-reactivated", false, ApiEffect.None),

        new("request-body-added-required", true, ApiEffect.Changes),
        new("request-body-added-optional", false, ApiEffect.Changes),
        new("request-body-removed", true, ApiEffect.Changes),
        new("request-body-became-required", true, ApiEffect.None),
        new("request-body-became-optional", false, ApiEffect.None),
        new("request-body-media-type-added", false, ApiEffect.None),
        new("request-body-media-type-removed", true, ApiEffect.None),

        new("response-success-status-added", false, ApiEffect.None),
        new("response-success-status-removed", true, ApiEffect.None),
        new("response-non-success-status-added", false, ApiEffect.None),
        new("response-non-success-status-removed", false, ApiEffect.None),
        new("response-media-type-added", false, ApiEffect.None),
        new("response-media-type-removed", true, ApiEffect.None),
        new("response-header-added", false, ApiEffect.None),
        new("required-response-header-removed", true, ApiEffect.None),
        new("optional-response-header-removed", false, ApiEffect.None),

        new("new-required-request-property", true, ApiEffect.Adds),
        new("new-required-request-property-with-default", true, ApiEffect.Adds),
        new("new-optional-request-property", false, ApiEffect.Adds),
        new("request-property-removed", true, ApiEffect.Removes),
        new("request-property-became-required", true, ApiEffect.None),
        new("request-property-became-optional", false, ApiEffect.None),
        new("response-optional-property-added", false, ApiEffect.Adds),
        new("response-required-property-added", false, ApiEffect.Adds),
        new("response-optional-property-removed", false, ApiEffect.Removes),
        new("response-required-property-removed", true, ApiEffect.Removes),
        new("response-property-became-optional", true, ApiEffect.None),
        new("response-property-became-required", false, ApiEffect.None),

        new("x-retry-changed", false, ApiEffect.None),
        new("x-paging-changed", false, ApiEffect.Changes),
        new("x-options-changed", false, ApiEffect.Changes),
        new("x-unwrap-changed", false, ApiEffect.Changes),
        new("x-newer-api-changed", false, ApiEffect.None),
        new("x-sensitive-changed", false, ApiEffect.None),
        new("x-open-changed", false, ApiEffect.None),
    }.ToDictionary(rule => rule.Id, StringComparer.Ordinal);

    /// <summary>The rule of a name that is written out above.</summary>
    public static Rule Of(string id) => s_known[id];

    /// <summary>The rule of a difference in a value that is sent or received.</summary>
    /// <param name="side">Where the value is.</param>
    /// <param name="difference">What is different, such as <c>max-length-set</c>.</param>
    /// <param name="narrows">Whether fewer values are allowed than before; null when some are and some are not.</param>
    /// <param name="effect">The effect on the generated C#.</param>
    /// <remarks>Fewer allowed values break a sender, more allowed values a reader.</remarks>
    public static Rule OfValue(Side side, string difference, bool? narrows, ApiEffect effect = ApiEffect.None) =>
        new($"{side.Prefix}-{difference}", narrows is null || narrows == side.IsRequest, effect);

    /// <summary>The rule of a difference that is not breaking on the wire.</summary>
    public static Rule OfHarmless(Side side, string difference, ApiEffect effect = ApiEffect.None) => new($"{side.Prefix}-{difference}", false, effect);
}

/// <summary>The place of a value: its direction, and the prefix of oasdiff's names for it.</summary>
/// <param name="Prefix">The prefix of the names.</param>
/// <param name="IsRequest">Whether the client sends it.</param>
internal sealed record Side(string Prefix, bool IsRequest)
{
    public static readonly Side Parameter = new("request-parameter", true);
    public static readonly Side RequestBody = new("request-body", true);
    public static readonly Side RequestProperty = new("request-property", true);
    public static readonly Side ResponseBody = new("response-body", false);
    public static readonly Side ResponseProperty = new("response-property", false);
    public static readonly Side ResponseHeader = new("response-header", false);

    /// <summary>The side of a member of such a value.</summary>
    public Side Member => IsRequest ? RequestProperty : ResponseProperty;
}
