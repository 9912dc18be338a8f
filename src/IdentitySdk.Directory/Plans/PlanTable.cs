namespace IdentitySdk.Directories;

/// <summary>A plan as readable lines.</summary>
internal static class PlanTable
{
    public static IEnumerable<string> Lines(DirectoryPlan plan)
    {
        yield return $"{plan.Tenant}: {plan.Summary}";
        foreach (var change in plan.Changes)
        {
            var values = change.After.Select(item => change.Kind == ChangeKind.Update
                ? $"{item.Key}: {Show(change.Before[item.Key])} → {Show(item.Value)}"
                : $"{item.Key}: {Show(item.Value)}");
            yield return $"{change.Number,6}  {change.Kind,-10}  {change.Key}  {string.Join("; ", values)}".TrimEnd();
        }

        foreach (var user in plan.Skipped)
        {
            yield return $"{"",6}  {"(skipped)",-10}  {user.Key}  {user.Detail}";
        }
    }

    private static string Show(AttributeValue value) => value.Type switch
    {
        null => "(none)",
        AttributeType.List => string.Join(" | ", value.List!),
        _ => value.As(AttributeType.Text)!.Value.Text!,
    };
}
