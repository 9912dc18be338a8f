using System.Globalization;
using System.Text.Json;

namespace IdentitySdk.Testing.Okta;

/// <summary>A condition on users, parsed from <c>filter</c> or <c>search</c>.</summary>
/// <param name="Matches">Whether a user matches.</param>
/// <param name="UserKey">The id or login, when the whole condition selects a single user.</param>
internal sealed record Filter(Func<JsonElement, bool> Matches, string? UserKey = null)
{
    public static Filter And(Filter left, Filter right) => new(user => left.Matches(user) && right.Matches(user));

    public static Filter Or(Filter left, Filter right) => new(user => left.Matches(user) || right.Matches(user));

    public static Filter Compare(string path, string operation, JsonElement literal) => new(
        user => Resolve(user, path) is { } value && IsMatch(value, operation, literal),
        operation == "eq" && path is "id" or "profile.login" ? literal.ToString() : null);

    public static Filter Present(string path) => new(user => Resolve(user, path) is { ValueKind: not JsonValueKind.Null });

    public static JsonElement? Resolve(JsonElement user, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (user.ValueKind != JsonValueKind.Object || !user.TryGetProperty(name, out user))
            {
                return null;
            }
        }

        return user;
    }

    private static bool IsMatch(JsonElement value, string operation, JsonElement literal)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            return value.EnumerateArray().Any(item => IsMatch(item, operation, literal));
        }

        var (left, right) = (value.ToString(), literal.ToString());
        return operation switch
        {
            "eq" => string.Equals(left, right, StringComparison.OrdinalIgnoreCase),
            "sw" => left.StartsWith(right, StringComparison.OrdinalIgnoreCase),
            "co" => left.Contains(right, StringComparison.OrdinalIgnoreCase),
            _ when value.ValueKind == JsonValueKind.Null => false,
            "gt" => Order(left, right) > 0,
            "ge" => Order(left, right) >= 0,
            "lt" => Order(left, right) < 0,
            _ => Order(left, right) <= 0,
        };
    }

    private static int Order(string left, string right)
    {
        const DateTimeStyles style = DateTimeStyles.AssumeUniversal;
        if (DateTimeOffset.TryParse(left, CultureInfo.InvariantCulture, style, out var leftTime)
            && DateTimeOffset.TryParse(right, CultureInfo.InvariantCulture, style, out var rightTime))
        {
            return leftTime.CompareTo(rightTime);
        }

        return double.TryParse(left, CultureInfo.InvariantCulture, out var leftNumber)
            && double.TryParse(right, CultureInfo.InvariantCulture, out var rightNumber)
            ? leftNumber.CompareTo(rightNumber)
            : string.Compare(left, right, StringComparison.OrdinalIgnoreCase);
    }
}
