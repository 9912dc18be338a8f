using IdentitySdk.Cli.Hosting;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Vendors;

/// <summary>The calls for the users of one vendor.</summary>
internal interface IVendorUsers
{
    string FilterHelp { get; }

    string SearchHelp { get; }

    string SortHelp { get; }

    /// <summary>Why a list can be empty although there are users.</summary>
    string EmptyListHelp { get; }

    /// <summary>A note about the users that a list leaves out; null when it is complete.</summary>
    string? LeftOut(UserQuery query);

    /// <summary>The call that lists users.</summary>
    /// <exception cref="UsageException">The query is invalid.</exception>
    VendorCall List(UserQuery query, VendorSettings settings);

    /// <summary>The call that gets one user by the vendor's id.</summary>
    /// <exception cref="UsageException">The id is invalid.</exception>
    VendorCall Get(string id, VendorSettings settings);

    UserRow Row(JToken user);

    /// <summary>The path of a directory attribute in a user, by the vendor's name of the attribute.</summary>
    string AttributePath(string name) => name;

    /// <summary>The call of a further command for one user; null when the vendor does not support it.</summary>
    UserCall? Find(string verb, VendorSettings settings);

    /// <summary>The alternative to a command that the vendor does not support.</summary>
    string Instead(string verb);
}
