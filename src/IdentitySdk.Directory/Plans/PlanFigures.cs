namespace IdentitySdk.Directories;

/// <summary>The counts that a guard decides by.</summary>
/// <param name="People">The number of people in the source; null for a plan without a source, such as the undoing of another.</param>
/// <param name="InScope">The number of users in scope whose accounts are in use.</param>
/// <param name="Matched">How many of them are in the source.</param>
/// <param name="LosingAccess">How many people a plan suspends, deactivates or deletes.</param>
public sealed record PlanFigures(int? People, int InScope, int Matched, int LosingAccess);
