namespace IdentitySdk.Directories;

/// <summary>The numbers that a guard checks.</summary>
/// <param name="People">The number of people in the source; null for a plan without a source, such as an undo plan.</param>
/// <param name="InScope">The number of users in scope who are not deactivated.</param>
/// <param name="Matched">How many of them are in the source.</param>
/// <param name="LosingAccess">The number of users whom the plan suspends, deactivates or deletes.</param>
public sealed record PlanFigures(int? People, int InScope, int Matched, int LosingAccess);
