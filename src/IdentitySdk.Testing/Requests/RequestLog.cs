namespace IdentitySdk.Testing.Requests;

/// <summary>The last requests, bounded in number and bytes, and the number of all requests.</summary>
internal sealed class RequestLog(int capacity, long bytes)
{
    private readonly Queue<EmulatorRequest> _requests = new();
    private long _size;
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Add(EmulatorRequest request)
    {
        lock (_requests)
        {
            request.Number = ++_count;
            _requests.Enqueue(request);
            _size += request.Size;
            while (_requests.Count > 0 && (_requests.Count > capacity || _size > bytes))
            {
                _size -= _requests.Dequeue().Size;
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
