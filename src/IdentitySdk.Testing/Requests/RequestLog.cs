namespace IdentitySdk.Testing.Requests;

/// <summary>The last requests, and how many there were.</summary>
internal sealed class RequestLog(int capacity)
{
    private readonly Queue<EmulatorRequest> _requests = new();
    private int _count;

    public int Count
    {
        get
        {
            lock (_requests)
            {
                return _count;
            }
        }
    }

    public void Add(EmulatorRequest request)
    {
        lock (_requests)
        {
            request.Number = ++_count;
            _requests.Enqueue(request);
            if (_requests.Count > capacity)
            {
                _requests.Dequeue();
            }
        }
    }

    public IReadOnlyList<EmulatorRequest> Snapshot()
    {
        lock (_requests)
        {
            return [.. _requests];
        }
    }
}
