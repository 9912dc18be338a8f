namespace IdentitySdk.Testing.Hosting;

/// <summary>An operation: verb, path template, handler.</summary>
internal sealed record Route(string Method, string Template)
{
    private readonly string[] _segments = RouteTable.Split(Template);

    /// <summary>Handles authenticated requests. Holds the state's lock: shared with other reads when the verb is GET, otherwise exclusive.</summary>
    public Func<RequestContext, EmulatorResponse>? Handler { get; init; }

    /// <summary>Handles requests for tokens: without authentication, and without the state's lock.</summary>
    public Func<RequestContext, ValueTask<EmulatorResponse>>? AnonymousHandler { get; init; }

    public bool IsAnonymous => AnonymousHandler is not null;

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
