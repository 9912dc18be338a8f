using System.Buffers;
using System.Text;
using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Buffers of bodies that may contain a token or a password, which are cleared before they return to the pool.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SecretBufferTests : IDisposable
{
    private const string Secret = "S3cr3t-of-the-body";
    private readonly TestApi _api = new();

    public void Dispose() => _api.Dispose();

    [TestCase("GET", true, Description = "not cleared, which shows that the test can find it")]
    [TestCase("HEAD", true)]
    [TestCase("POST", false)]
    [TestCase("PUT", false)]
    [TestCase("token", false)]
    public async Task Body_that_may_contain_a_secret_is_cleared(string method, bool isLeft)
    {
        _api.Transport.Respond(200, $$"""{"password":"{{Secret}}"}""");
        await SendAsync(method);
        Assert.That(IsInPool(64), Is.EqualTo(isLeft));
    }

    [TestCase(400)]
    [TestCase(500)]
    public async Task Body_of_an_error_is_cleared(int status)
    {
        _api.Options.Retry = new RetryOptions { MaxRetries = 0 };
        _api.Transport.Respond(status, $$"""{"password":"{{Secret}}"}""");
        await Assert.CatchAsync<IdentityApiException>(() => SendAsync("token"));
        Assert.That(IsInPool(64), Is.False);
    }

    [Test]
    public async Task Buffer_that_becomes_too_small_is_cleared()
    {
        // The first buffer of a chunked body has 16 KiB.
        var body = Secret + new string('x', 20_000);
        _api.Transport.Respond(() => new HttpResponseMessage { Content = new StreamContent(new ForwardStream(Encoding.ASCII.GetBytes($"\"{body}\""))) });
        await SendAsync("POST");
        Assert.That(IsInPool(16 * 1024) || IsInPool(32 * 1024), Is.False);
    }

    private Task SendAsync(string method)
    {
        var request = new ApiRequest(method == "token" ? "POST" : method, "/things");
        return _api.Client.SendAsync(method == "token" ? request.ForToken(_ => { }) : request, (ref ModelReader reader) => reader.ReadJToken(), null, default);
    }

    /// <summary>The script responds on this thread, so its buffers are returned to its pool.</summary>
    private static bool IsInPool(int length)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        var isThere = Encoding.ASCII.GetString(buffer).Contains(Secret);
        Array.Clear(buffer);
        ArrayPool<byte>.Shared.Return(buffer);
        return isThere;
    }
}
