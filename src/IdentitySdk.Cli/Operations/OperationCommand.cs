using System.CommandLine;
using System.Globalization;
using System.Text;
using IdentitySdk.Cli.Calls;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Operations;

/// <summary>A command for one operation of a vendor, created from its specification.</summary>
internal sealed class OperationCommand : Command, IDescribedCommand
{
    private readonly CliContext _context;
    private readonly IVendor _vendor;
    private readonly Operation _operation;
    private readonly ConnectOptions _connect;
    private readonly OutputOptions _output;
    private readonly BodyOptions? _body;
    private readonly ChangeOptions? _change;
    private readonly List<Argument<string>> _path = [];
    private readonly List<(OperationParameter Parameter, Option<string[]> Option)> _parameters = [];
    private readonly Option<bool>? _all;
    private readonly Option<int?>? _take;

    public OperationCommand(CliContext context, VendorCatalog vendors, IVendor vendor, Operation operation)
        : base(operation.Name, operation.Summary)
    {
        (_context, _vendor, _operation) = (context, vendor, operation);
        foreach (var (name, isInteger, help) in operation.PathValues)
        {
            var argument = new Argument<string>(name) { Description = help };
            argument.HelpName = isInteger ? $"{name}: n" : name;
            _path.Add(argument);
            Arguments.Add(argument);
        }

        foreach (var parameter in operation.Parameters.Where(parameter => parameter.Name != operation.Paging?.Cursor))
        {
            _parameters.Add((parameter, Option(parameter)));
        }

        _parameters.ForEach(each => Options.Add(each.Option));
        _body = operation.Body is null ? null : new BodyOptions(this);
        if (operation.Paging is not null)
        {
            _all = CommonOptions.Flag("--all", "List all pages (default: the first page).");
            _take = CommonOptions.Number("--take", "List all pages, up to this number of items.");
            this.AddOptions(_all, _take);
        }

        _change = operation.IsRead ? null : new ChangeOptions(this);
        _connect = new ConnectOptions(this, context, vendors, vendorName: vendor.Name);
        _output = new OutputOptions(this);
        SetAction(RunAsync);
    }

    public string Remarks
    {
        get
        {
            var text = new StringBuilder();
            Section(text, "Remarks", _operation.Description);
            Section(text, "Warning", _operation.RetryWarning);
            Section(text, "Scopes", _operation.Scopes);
            WriteBody(text);
            text.Append(CultureInfo.InvariantCulture, $"Request:\n  {_operation.Method} {_operation.Template}\n\nExamples:\n");
            foreach (var example in Examples())
            {
                text.Append(CultureInfo.InvariantCulture, $"  {example}\n");
            }

            return text.ToString();
        }
    }

    private static Option<string[]> Option(OperationParameter parameter)
    {
        var option = new Option<string[]>(parameter.OptionName)
        {
            Description = $"{parameter.Help}{(parameter.IsRequired ? " Required." : "")}".Trim(),
            HelpName = parameter.Form.Label,
            Arity = ArgumentArity.OneOrMore,
        };
        var words = (parameter.Form.Items ?? parameter.Form) is { Type: "boolean" } ? ["true", "false"] : (parameter.Form.Items ?? parameter.Form).Words;
        option.CompletionSources.Add([.. words]);
        return option;
    }

    private static void Section(StringBuilder text, string title, string? content)
    {
        if (content is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"{title}:\n  {content}\n\n");
        }
    }

    private async Task RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var settings = _output.Read(command);
        await using var connection = await _connect.OpenAsync(command, cancellationToken);
        var isAll = _all is not null && command.GetValue(_all);
        var run = new OperationRun(connection, _operation, settings, _context)
        {
            Take = _take is null ? null : command.GetValue(_take) ?? (isAll ? int.MaxValue : null),
            PageSize = PageSize(command),
        };
        AddPath(command, run.Request);
        AddQuery(command, run.Request, connection.Settings);
        var body = _body?.Read(command, _context, _operation.Body);
        if (body is null && _operation.Body is { IsRequired: true })
        {
            throw new UsageException($"{Name} requires a body: use --body or --set. Its --help lists the members.");
        }

        run.Request.Body = body is null ? null : RawBody.Json(body);
        if (_change?.Confirm(command, _context,
            Change(connection, run.Request, body is null ? "" : $", body {body.ToString(Newtonsoft.Json.Formatting.None)}")) != false)
        {
            await run.RunAsync(cancellationToken);
        }
    }

    private void AddPath(ParseResult command, RawRequest request)
    {
        foreach (var ((name, isInteger, _), argument) in _operation.PathValues.Zip(_path))
        {
            var value = command.GetRequiredValue(argument);
            request.Path[name] = isInteger ? new ValueForm("integer").Check(name, value) : value;
        }
    }

    private void AddQuery(ParseResult command, RawRequest request, VendorSettings settings)
    {
        foreach (var (parameter, option) in _parameters.Where(each => each.Parameter.Name != _operation.Paging?.Size))
        {
            var values = command.GetValues(option);
            if (values.Count == 0 && _vendor.DefaultValue(parameter.Name, settings) is { } defaultValue)
            {
                values = [defaultValue];
            }

            if (values.Count == 0 && parameter.IsRequired)
            {
                throw new UsageException($"{parameter.OptionName} is missing.");
            }

            parameter.Add(request.Query, values);
        }
    }

    private int? PageSize(ParseResult command)
    {
        var (parameter, option) = _parameters.FirstOrDefault(each => each.Parameter.Name == _operation.Paging?.Size);
        return parameter is not null && command.GetValue(option) is [var text]
            ? int.Parse(parameter.Form.Check(parameter.OptionName, text), CultureInfo.InvariantCulture) : null;
    }

    private string Change(VendorConnection connection, RawRequest request, string body)
    {
        var ids = request.Path.Count == 0 ? "" : $" ({string.Join(", ", request.Path.Select(static value => $"{value.Key} {value.Value}"))})";
        return $"{connection.Name}: {_operation.Method} {_operation.Template}{ids}{body}. {_operation.Summary} {_operation.RetryWarning}".TrimEnd();
    }

    private void WriteBody(StringBuilder text)
    {
        if (_operation.Body is not { } body)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"Body{(body.IsRequired ? " (required)" : "")}:\n{(body.Help.Length > 0 ? $"  {body.Help}\n" : "")}");
        foreach (var member in body.Members)
        {
            var label = member.Members.Count > 0 ? "object" : member.Form.Label;
            text.Append(CultureInfo.InvariantCulture,
                $"  {member.Name} <{label}>{(member.IsRequired ? " required" : "")}{(member.Help.Length > 0 ? $": {member.Help}" : "")}\n");
        }

        text.Append('\n');
    }

    private IEnumerable<string> Examples()
    {
        var required = _operation.Parameters.Where(static parameter => parameter.IsRequired)
            .Select(static parameter => $" {parameter.OptionName} <{parameter.Name}>");
        var start = $"idsdk {_vendor.Name} {CommandName.Of(_operation.Client)} {Name}"
            + $"{string.Concat(_operation.PathValues.Select(static value => $" <{value.Name}>"))}{string.Concat(required)}";
        if (_operation.Paging is not null)
        {
            yield return $"{start} --all --format csv";
        }

        if (_operation.Body is { } body)
        {
            yield return $"{start} --body @body.json";
            if (Settable(body.Members) is { } member)
            {
                yield return $"{start} --set {member}=… --dry-run";
            }
        }

        if (_operation is { Paging: null, Body: null })
        {
            yield return _operation.IsRead ? start : $"{start} --yes";
        }

        yield return $"{start} --emulator{(_operation.IsRead ? "" : " --dry-run")}";
    }

    /// <summary>The path of the first string member.</summary>
    private static string? Settable(IReadOnlyList<BodyMember> members) => members
        .Select(static member =>
            member.Members.Count > 0 && Settable(member.Members) is { } inner ? $"{member.Name}.{inner}" : member.Form.Type == "string" ? member.Name : null)
        .FirstOrDefault(static path => path is not null);
}
