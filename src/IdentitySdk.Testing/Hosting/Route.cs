namespace IdentitySdk.Testing.Hosting;

/// <summary>An operation: verb, path template, handler.</summary>
internal sealed record Route(string Method, string Template)
{
    private readonly string[] _segments = RouteTable.Split(Template);

    /// <summary>Runs alone with the state: together with other reads when the verb is GET, otherwise without any other.</summary>
    public Func<RequestContext, EmulatorResponse>? Handler { get; init; }

    /// <summary>Handles requests that do not touch the state, such as those for tokens.</summary>
    public Func<RequestContext, ValueTask<EmulatorResponse>>? AsyncHandler { get; init; }

    /// <summary>Whether the request is handled without authentication; the handler checks what it needs.</summary>
    public bool IsAnonymous { get; init; }

    public bool IsTokenEndpoint { get; init; }

    public int Literals => _segments.Count(segment => segment[0] != '{');

    public bool TryMatch(string[] path, out Dictionary<string, string> values)
    {
        values = [];
        if (path.Length != _segments.Length)
        {
            return false;
        }

        for (var i = 0; i < _segments.Length; i++)
        {
            if (_segments[i][0] == '{')
            {
                values[_segments[i][1..^1]] = Uri.UnescapeDataString(path[i]);
            }
            else if (!string.Equals(_segments[i], path[i], StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }
}
