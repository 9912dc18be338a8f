using System.Net;
using System.Text;

namespace IdentitySdk.Tests;

/// <summary>A transport that returns scripted responses, immediately and on the caller's thread, and records the requests.</summary>
internal sealed class ScriptedTransport : HttpMessageHandler
{
    private readonly Queue<Func<CancellationToken, Task<HttpResponseMessage>>> _script = new();

    /// <summary>Responds after the script has ended.</summary>
    public Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>? Fallback { get; set; }

    public List<SentRequest> Sent { get; } = [];

    public ScriptedTransport Respond(int status, string body = "", params (string Name, string Value)[] headers) =>
        Respond(() => Response(status, body, headers));

    public ScriptedTransport Respond(Func<HttpResponseMessage> response) => Then(_ => Task.FromResult(response()));

    public ScriptedTransport Fail(Exception exception) => Then(_ => Task.FromException<HttpResponseMessage>(exception));

    public ScriptedTransport Then(Func<CancellationToken, Task<HttpResponseMessage>> step)
    {
        _script.Enqueue(step);
        return this;
    }

    /// <summary>Never responds; ends when the attempt is cancelled.</summary>
    public ScriptedTransport Hang() => Then(Never);

    public static async Task<HttpResponseMessage> Never(CancellationToken cancellationToken)
    {
        var never = new TaskCompletionSource<HttpResponseMessage>();
        await using var registration = cancellationToken.Register(() => never.TrySetCanceled(cancellationToken));
        return await never.Task;
    }

    public static HttpResponseMessage Response(int status, string body = "", params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        foreach (var (name, value) in headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
            {
                response.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Func<CancellationToken, Task<HttpResponseMessage>>? step;
        lock (Sent)
        {
            var headers = request.Headers.ToDictionary(pair => pair.Key, pair => string.Join(", ", pair.Value));
            Sent.Add(new SentRequest(request.Method.Method, request.RequestUri!, headers));
            _script.TryDequeue(out step);
        }

        return step is not null ? await step(cancellationToken).ConfigureAwait(false)
            : Fallback is not null ? await Fallback(request, cancellationToken).ConfigureAwait(false)
            : throw new AssertionException($"Unexpected request: {request.Method} {request.RequestUri}.");
    }
}

internal sealed record SentRequest(string Method, Uri Address, IReadOnlyDictionary<string, string> Headers);
