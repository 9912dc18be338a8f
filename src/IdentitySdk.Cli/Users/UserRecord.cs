using IdentitySdk.Cli.Output;
using IdentitySdk.Cli.Vendors;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Users;

/// <summary>A user as a record.</summary>
internal static class UserRecord
{
    /// <summary>With several vendors, the user is in a member of its own, because a member for the vendor could conflict with one of the user's.</summary>
    public static OutputRecord Of(in UserRow user, bool namesVendor) =>
        new(namesVendor ? new JObject { ["vendor"] = user.Vendor, ["user"] = user.Json } : user.Json, user.Columns, user.Json);
}
