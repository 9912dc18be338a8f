namespace IdentitySdk.Directories;

/// <summary>Where a directory is not as a plan wants it.</summary>
/// <param name="Change">The last change that is concerned.</param>
/// <param name="What">The attribute, <c>state</c>, or <c>account</c> for one that is missing or should be gone.</param>
/// <param name="Expected">What the plan wants.</param>
/// <param name="Actual">What is there.</param>
public sealed record PlanDifference(PlannedChange Change, string What, AttributeValue Expected, AttributeValue Actual)
{
    /// <summary>Change and attribute only: values are personal data.</summary>
    public override string ToString() => $"{Change}: {What}";
}
