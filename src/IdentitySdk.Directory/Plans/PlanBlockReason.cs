namespace IdentitySdk.Directories;

/// <summary>A reason why a plan needs approval, without personal data.</summary>
public sealed class PlanBlockReason
{
    internal PlanBlockReason(PlanBlockKind kind, string text, int? agreeTo = null) => (Kind, Text, AgreeTo) = (kind, text, agreeTo);

    /// <summary>The rule that blocks the plan.</summary>
    public PlanBlockKind Kind { get; }

    /// <summary>A description with the numbers, without a trailing period.</summary>
    public string Text { get; }

    /// <summary>
    /// The exact number to approve with <see cref="PlanGuard.AllowLosingAccess"/> or <see cref="PlanGuard.ExpectMatched"/>, depending on
    /// <see cref="Kind"/>. Null if the plan cannot be approved.
    /// </summary>
    public int? AgreeTo { get; }

    /// <summary>Returns the text.</summary>
    public override string ToString() => Text;
}
