namespace IdentitySdk.Directories;

/// <summary>One reason why a plan needs a person's agreement, without personal data.</summary>
public sealed class PlanBlockReason
{
    internal PlanBlockReason(PlanBlockKind kind, string text, int? agreeTo = null) => (Kind, Text, AgreeTo) = (kind, text, agreeTo);

    /// <summary>Which rule of the guard the plan breaks.</summary>
    public PlanBlockKind Kind { get; }

    /// <summary>What was found, with the numbers; without a full stop.</summary>
    public string Text { get; }

    /// <summary>
    /// The exact number that a person can agree to: with <see cref="PlanGuard.AllowLosingAccess"/> or <see cref="PlanGuard.ExpectMatched"/>, as
    /// <see cref="Kind"/> says. Null where no agreement lets the plan run.
    /// </summary>
    public int? AgreeTo { get; }

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
