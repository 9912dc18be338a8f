using IdentitySdk.Cli.Output;
using IdentitySdk.Directories;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Plans;

/// <summary>Converts changes, results and differences to records, with their default columns.</summary>
internal static class PlanRecords
{
    public static IReadOnlyList<string> ChangeColumns { get; } = ["kind", "key", "change"];

    public static IReadOnlyList<string> ResultColumns { get; } = ["kind", "key", "outcome", "reason"];

    public static IReadOnlyList<string> DifferenceColumns { get; } = ["kind", "key", "what", "expected", "actual"];

    /// <summary>The minimum widths of the columns in a table.</summary>
    public static IReadOnlyList<int> Widths { get; } = [10, 36, 40];

    /// <summary>All changes, then the skipped users.</summary>
    public static IEnumerable<OutputRecord> Of(DirectoryPlan plan) => plan.Changes.Select(Of).Concat(plan.Skipped.Select(Of));

    public static OutputRecord Of(ChangeResult result)
    {
        var json = Json(result.Change);
        json["outcome"] = result.Outcome.ToString();
        json["userId"] = result.UserId;
        json["reason"] = result.Reason;
        return new OutputRecord(json, [("reason", result.Reason ?? "")]);
    }

    public static OutputRecord Of(PlanDifference difference)
    {
        var json = Json(difference.Change);
        json["what"] = difference.What;
        json["expected"] = Json(difference.Expected);
        json["actual"] = Json(difference.Actual);
        return new OutputRecord(json);
    }

    private static OutputRecord Of(PlannedChange change) => new(Json(change), [("change", Text(change))]);

    private static OutputRecord Of(SkippedUser user) => new(
        new JObject { ["kind"] = "Left", ["key"] = user.Key, ["reason"] = user.Reason.ToString(), ["detail"] = user.Detail }, [("change", user.Detail)]);

    private static JObject Json(PlannedChange change) => new()
    {
        ["number"] = change.Number,
        ["kind"] = change.Kind.ToString(),
        ["key"] = change.Key,
        ["userId"] = change.UserId,
        ["state"] = change.State?.ToString(),
        ["before"] = Json(change.Before),
        ["after"] = Json(change.After),
    };

    private static JObject Json(UserValues values) => new(values.Select(static item => new JProperty(item.Key.Name, Json(item.Value))));

    private static JToken Json(AttributeValue value) => value.Type switch
    {
        null => JValue.CreateNull(),
        AttributeType.Boolean => value.Boolean!.Value,
        AttributeType.Number => JToken.Parse(value.Number!),
        AttributeType.List => new JArray(value.List!),
        _ => value.Text!,
    };

    private static string Text(PlannedChange change) => change.Kind switch
    {
        ChangeKind.Create => string.Join(", ", change.After.Select(static item => $"{item.Key}: {Text(item.Value)}")),
        ChangeKind.Update => string.Join(", ", change.After.Select(item => $"{item.Key}: {Text(change.Before[item.Key])} → {Text(item.Value)}")),
        _ => change.LosesAccess ? "loses access" : "gets access",
    };

    private static string Text(AttributeValue value) => value.IsNone ? "none" : RecordFields.Text(Json(value));
}
