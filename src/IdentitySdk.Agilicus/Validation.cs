using IdentitySdk.Core;

namespace IdentitySdk.Agilicus;

// What Agilicus documents as required in its bodies (the properties marked so in its API document); everything else is left to the server.

public partial class MfaChallengeMethod
{
    internal override void Validate(string? argument)
    {
        if (Spec is not null)
        {
            BodyRule.Required(Spec, argument, nameof(Spec.Priority), nameof(Spec.ChallengeType), nameof(Spec.Endpoint));
        }
    }
}

public partial class UpstreamUserIdentity
{
    internal override void Validate(string? argument)
    {
        BodyRule.Required(this, argument, nameof(Spec));
        if (Spec is not null)
        {
            BodyRule.Required(Spec, argument, nameof(Spec.UpstreamUserId), nameof(Spec.UpstreamIdpId), nameof(Spec.LocalUserId));
        }
    }
}

public partial class ServiceAccount
{
    internal override void Validate(string? argument)
    {
        if (Spec is not null)
        {
            BodyRule.Required(Spec, argument, nameof(Spec.Name), nameof(Spec.OrgId));
        }
    }
}

public partial class UserRequestInfo
{
    internal override void Validate(string? argument)
    {
        BodyRule.Required(this, argument, nameof(Spec));
        if (Spec is not null)
        {
            BodyRule.Required(Spec, argument, nameof(Spec.UserId), nameof(Spec.OrgId), nameof(Spec.RequestedResource), nameof(Spec.RequestedResourceType));
        }
    }
}

public partial class BulkUserMetadata
{
    internal override void Validate(string? argument) => BodyRule.Required(this, argument, nameof(OrgId), nameof(DataType), nameof(Data));
}
