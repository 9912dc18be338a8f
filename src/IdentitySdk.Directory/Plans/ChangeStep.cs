namespace IdentitySdk.Directories;

/// <summary>One change of one user, before it has a number in a plan.</summary>
internal sealed record ChangeStep(ChangeKind Kind, UserState? State, UserValues Before, UserValues After);
