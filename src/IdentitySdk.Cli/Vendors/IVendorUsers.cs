using IdentitySdk.Cli.Hosting;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Vendors;

/// <summary>The users of one vendor.</summary>
internal interface IVendorUsers
{
    /// <summary>The help on <c>--filter</c>.</summary>
    string FilterHelp { get; }

    /// <summary>The help on <c>--search</c>.</summary>
    string SearchHelp { get; }

    /// <summary>The help on <c>--sort</c>.</summary>
    string SortHelp { get; }

    /// <summary>Why a list can be empty although there are users.</summary>
    string EmptyListHelp { get; }

    /// <summary>What a list leaves out; null when it leaves out nothing.</summary>
    string? LeftOut(UserQuery query);

    /// <summary>The call that lists users. An invalid filter is a <see cref="UsageException"/> before anything is sent.</summary>
    VendorCall List(UserQuery query, VendorSettings settings);

    /// <summary>The call that gets one user by the vendor's id.</summary>
    /// <exception cref="UsageException">This is no id.</exception>
    VendorCall Get(string id, VendorSettings settings);

    /// <summary>A user as a row.</summary>
    UserRow Row(JToken user);

    /// <summary>Where an attribute of the directory stands in a user, by the vendor's name of it.</summary>
    string AttributePath(string name) => name;

    /// <summary>What else is read or done about one user, by its name on the command line; null when the vendor has no such thing.</summary>
    UserCall? Find(string verb, VendorSettings settings);

    /// <summary>What to do instead of something that the vendor does not have.</summary>
    string Instead(string verb);
}
