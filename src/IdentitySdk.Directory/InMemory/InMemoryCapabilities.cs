namespace IdentitySdk.Directories;

/// <summary>The capabilities of a directory that supports everything.</summary>
internal static class InMemoryCapabilities
{
    public static DirectoryCapabilities All { get; } = new("Memory", UserKey.Login)
    {
        Attributes = [.. UserAttribute.Standard.Select(attribute => new AttributeDefinition(attribute, attribute.Name)
        {
            IsRequired = attribute == UserAttribute.Login,
            CanClear = attribute != UserAttribute.Login,
        })],
        AllowsCustomAttributes = true,
        Keys = [UserKey.Login, UserKey.Email, UserKey.ExternalId],
        FindsByCustomAttributes = true,
        Actions =
        [
            new(UserAction.Activate, [UserState.Pending, UserState.Deactivated], [UserState.Active]),
            new(UserAction.Suspend, [UserState.Active], [UserState.Suspended]),
            new(UserAction.Resume, [UserState.Suspended], [UserState.Active]),
            new(UserAction.Unlock, [UserState.Locked], [UserState.Active]),
            new(UserAction.Deactivate, [UserState.Pending, UserState.Active, UserState.Suspended, UserState.Locked], [UserState.Deactivated]),
            new(UserAction.Delete, [UserState.Pending, UserState.Active, UserState.Suspended, UserState.Locked, UserState.Deactivated], []),
        ],
    };
}
