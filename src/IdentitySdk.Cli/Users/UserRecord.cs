using IdentitySdk.Cli.Output;
using IdentitySdk.Cli.Vendors;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Users;

/// <summary>A user as a record.</summary>
internal static class UserRecord
{
    /// <summary>A vendor member inside the user could be one of the user's own; so with several vendors the user stands in a member of its own.</summary>
    public static OutputRecord Of(in UserRow user, bool namesVendor) =>
        new(namesVendor ? new JObject { ["vendor"] = user.Vendor, ["user"] = user.Json } : user.Json, user.Columns, user.Json);
}
