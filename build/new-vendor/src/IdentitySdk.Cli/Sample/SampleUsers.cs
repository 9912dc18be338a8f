using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Sample;

/// <summary>Sample's users; a filter is <c>field=value</c>.</summary>
internal sealed class SampleUsers : IVendorUsers
{
    private static readonly FieldFilter s_filter = new("Sample", ["email"], []);

    public string FilterHelp => s_filter.Help;

    public string SearchHelp => "not with Sample";

    public string SortHelp => "not with Sample";

    public string EmptyListHelp => "Sample shows the users that the token may read.";

    public string? LeftOut(UserQuery query) => null;

    public VendorCall List(UserQuery query, VendorSettings settings)
    {
        if (query.Since is not null || query.Sort is not null || query.Search is not null)
        {
            throw new UsageException("Sample lists by --filter only.");
        }

        var request = new RawRequest { Paging = RawPaging.Cursor("users", "next_cursor", "cursor", "limit") };
        s_filter.Apply(query.Filters, request.Query);
        return new VendorCall("/users", request);
    }

    public VendorCall Get(string id, VendorSettings settings) => new("/users/{user_id}", new RawRequest { Path = { ["user_id"] = id } });

    public UserRow Row(JToken user) => new(
        "sample",
        JsonText.Member(user, "id") ?? "",
        JsonText.Member(user, "email") ?? "",
        UserRow.FullName(JsonText.Member(user, "first_name"), JsonText.Member(user, "last_name")),
        "",
        user);

    public UserCall? Find(string verb, VendorSettings settings) => null;

    public string Instead(string verb) => "see idsdk sample --help.";
}
