namespace IdentitySdk.Directories;

/// <summary>A difference between a directory and a plan.</summary>
/// <param name="Change">The change whose result differs.</param>
/// <param name="What">The name of the attribute, <c>state</c>, or <c>account</c> if the account is missing or should have been deleted.</param>
/// <param name="Expected">The planned value.</param>
/// <param name="Actual">The current value.</param>
public sealed record PlanDifference(PlannedChange Change, string What, AttributeValue Expected, AttributeValue Actual)
{
    /// <summary>Returns the change and the attribute only: values are personal data.</summary>
    public override string ToString() => $"{Change}: {What}";
}
