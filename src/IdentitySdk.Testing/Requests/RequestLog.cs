namespace IdentitySdk.Testing.Requests;

/// <summary>The last requests, and how many there were.</summary>
internal sealed class RequestLog(int capacity)
{
    private readonly Queue<EmulatorRequest> requests = new();
    private int count;

    public int Count
    {
        get
        {
            lock (requests)
            {
                return count;
            }
        }
    }

    public void Add(EmulatorRequest request)
    {
        lock (requests)
        {
            request.Number = ++count;
            requests.Enqueue(request);
            if (requests.Count > capacity)
            {
                requests.Dequeue();
            }
        }
    }

    public IReadOnlyList<EmulatorRequest> Snapshot()
    {
        lock (requests)
        {
            return [.. requests];
        }
    }
}
