using System.CommandLine;
using IdentitySdk.Cli.Calls;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Operations;

/// <summary><c>idsdk api</c></summary>
internal sealed class ApiCommand : Command, IDescribedCommand
{
    private static readonly string[] s_methods = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];
    private readonly CliContext _context;
    private readonly ConnectOptions _connect;
    private readonly OutputOptions _output;
    private readonly BodyOptions _body;
    private readonly ChangeOptions _change;
    private readonly Argument<string> _method = new("method") { Description = string.Join(", ", s_methods) + "." };
    private readonly Argument<string> _path = new("path") { Description = "Path relative to the base URL, such as /api/v1/groups, with an optional query." };
    private readonly Option<string[]> _param = CommonOptions.Many("--param", "Query parameter; may be repeated.", "name=value");
    private readonly Option<string[]> _header = CommonOptions.Many(
        "--header", "Header; may be repeated. Authentication is added automatically.", "name: value");

    private readonly Option<bool> _paginate = CommonOptions.Flag("--paginate", "List the items of all pages, with the vendor's default paging style.");

    public ApiCommand(CliContext context, VendorCatalog vendors)
        : base("api", "Call any endpoint of the vendor's API, with authentication, retries and paging.")
    {
        _context = context;
        _method.CompletionSources.Add(s_methods);
        Arguments.Add(_method);
        Arguments.Add(_path);
        this.AddOptions(_param, _header, _paginate);
        _body = new BodyOptions(this);
        _change = new ChangeOptions(this);
        _connect = new ConnectOptions(this, context, vendors);
        _output = new OutputOptions(this);
        Remarks = $"Examples:\n  idsdk api GET /api/v1/groups --vendor {vendors.Names[0]} --paginate --format jsonl\n"
            + $"  idsdk api POST /api/v1/groups --vendor {vendors.Names[0]} --set profile.name=Finance --yes\n";
        SetAction(RunAsync);
    }

    public string Remarks { get; }

    private async Task RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var name = command.GetRequiredValue(_method).ToUpperInvariant();
        var method = s_methods.Contains(name) ? HttpMethod.Parse(name) : throw UsageException.Unknown("The method", name, s_methods);
        var parts = command.GetRequiredValue(_path).Split('?', 2);
        var path = parts[0].StartsWith('/') ? parts[0] : "/" + parts[0];
        var settings = _output.Read(command);
        var body = _body.Read(command, _context, form: null);
        var isList = command.GetValue(_paginate);
        if (isList && (method != HttpMethod.Get || body is not null))
        {
            throw new UsageException("--paginate is for GET without a body.");
        }

        await using var connection = await _connect.OpenAsync(command, cancellationToken);
        var request = Request(command, parts.Length > 1 ? parts[1] : "");
        request.Body = body is null ? null : RawBody.Json(body);
        var isRead = name is "GET" or "HEAD" or "OPTIONS";
        if (isRead || _change.Confirm(command, _context, $"{connection.Name}: {method} {path}."))
        {
            await RunAsync(connection, method, path, request, isList, settings, cancellationToken);
        }
    }

    private async Task RunAsync(
        VendorConnection connection, HttpMethod method, string path, RawRequest request, bool isList, Output.OutputSettings settings,
            CancellationToken cancellationToken)
    {
        try
        {
            if (isList)
            {
                await OperationRun.ListAsync(connection, path, request, pageSize: null, int.MaxValue, settings, _context, cancellationToken);
                return;
            }

            var result = await connection.Raw.SendAsync(method, path, request, cancellationToken);
            if (result.Type == Newtonsoft.Json.Linq.JTokenType.Null)
            {
                _context.Note("the response has no body.");
            }
            else
            {
                await OperationRun.WriteAsync(settings, _context, result);
            }
        }
        catch (ArgumentException exception) when (exception is not ArgumentNullException)
        {
            throw UsageException.From("api", exception);
        }
    }

    private RawRequest Request(ParseResult command, string query)
    {
        var request = new RawRequest { RequestOptions = new RequestOptions() };
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(static pair => pair.Split('=', 2)))
        {
            request.Query.Add(Uri.UnescapeDataString(pair[0]), pair.Length > 1 ? Uri.UnescapeDataString(pair[1].Replace('+', ' ')) : "");
        }

        foreach (var (name, value) in command.GetValues(_param).Select(static text => CommonOptions.Split("--param", text)))
        {
            request.Query.Add(name, value);
        }

        foreach (var (name, value) in command.GetValues(_header).Select(static text => CommonOptions.Split("--header", text, "'name: value'", ':')))
        {
            request.RequestOptions.Headers[name] = value.Trim();
        }

        return request;
    }
}
