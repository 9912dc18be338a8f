using IdentitySdk.Core;
using IdentitySdk.Tests.Json;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>Request bodies: limited in size, checked before any I/O, and sent once per attempt.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RequestBodyTests : IDisposable
{
    private readonly TestApi _api = new();

    public void Dispose() => _api.Dispose();

    [TestCase(1024, false)]
    [TestCase(1025, true)]
    public async Task Body_larger_than_MaxRequestBytes_is_refused_before_it_is_sent(int bytes, bool isRefused)
    {
        _api.Options.MaxRequestBytes = 1024;
        _api.Transport.Respond(200);
        var request = new ApiRequest("POST", "/things").Json(new JValue(new string('x', bytes - 2)));
        if (isRefused)
        {
            var exception = await Assert.ThrowsAsync<ArgumentException>(() => _api.Client.SendAsync(request, null, default));
            Assert.That(exception!.Message, Does.Contain("MaxRequestBytes").And.Not.Contain("xx"));
        }
        else
        {
            await _api.Client.SendAsync(request, null, default);
        }

        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(isRefused ? 0 : 1));
    }

    [TestCase(0)]
    [TestCase(1023)]
    [TestCase(int.MaxValue)]
    public void MaxRequestBytes_out_of_range_is_refused(int bytes)
    {
        _api.Options.MaxRequestBytes = bytes;
        Assert.That(() => _api.Client, Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("MaxRequestBytes"));
    }

    [Test]
    public void Body_nested_too_deeply_is_an_ArgumentException()
    {
        var model = new Everything();
        JToken nested = new JArray();
        for (var depth = 0; depth < 1100; depth++)
        {
            nested = new JArray(nested);
        }

        model.AdditionalData["deep"] = nested;
        Assert.That(() => new ApiRequest("POST", "/things").Body(model).CreateContent()!, Throws.ArgumentException.With.Message.Contains("nested"));
    }

    [Test]
    public async Task Body_can_be_sent_once_per_attempt_and_copied_without_limit()
    {
        var body = RequestBody.Json("{}"u8.ToArray());
        using var memory = new MemoryStream();
        await body.CopyToAsync(memory);
        await body.CopyToAsync(memory);
        await body.CopyToAsync(new WriteOnlyStream());
        Assert.That(async () => await body.CopyToAsync(new WriteOnlyStream()), Throws.Exception.Matches<Exception>(ResendException.IsCauseOf));
        body.BeginAttempt(isSentAsClone: false);
        await body.CopyToAsync(new WriteOnlyStream());
    }

    [Test]
    public async Task Body_sent_as_a_clone_can_be_read_any_number_of_times_and_sent_once()
    {
        var body = RequestBody.Json("{}"u8.ToArray());
        body.BeginAttempt(isSentAsClone: true);
        await body.CopyToAsync(new WriteOnlyStream());
        await body.CopyToAsync(new WriteOnlyStream());
        Assert.That((body.IsSent, body.IsCopied), Is.EqualTo((false, true)));

        var clone = body.Clone();
        await clone.CopyToAsync(new WriteOnlyStream());
        Assert.That(body.IsSent, Is.True);
        Assert.That(async () => await body.Clone().CopyToAsync(new WriteOnlyStream()), Throws.Exception.Matches<Exception>(ResendException.IsCauseOf));
        Assert.That(clone.Headers.ContentType, Is.EqualTo(body.Headers.ContentType));
    }

#if !NETSTANDARD_BUILD // There HttpContent has no synchronous copy to override.
    [Test]
    public void Body_can_be_sent_once_synchronously()
    {
        var body = RequestBody.Json("{}"u8.ToArray());
        using var memory = new MemoryStream();
        body.CopyTo(memory, null, default);
        body.CopyTo(new WriteOnlyStream(), null, default);
        Assert.That(memory.ToArray(), Is.EqualTo("{}"u8.ToArray()));
        Assert.That(() => body.CopyTo(new WriteOnlyStream(), null, default), Throws.Exception.Matches<Exception>(ResendException.IsCauseOf));
    }
#endif

    [TestCase("a b", "ä&=+%", "a+b=%C3%A4%26%3D%2B%25")]
    [TestCase("", "", "=")]
    public async Task Form_is_encoded_as_in_browsers(string name, string value, string expected) =>
        Assert.That(await RequestBody.Form([new(name, value)]).ReadAsStringAsync(), Is.EqualTo(expected));

    /// <summary>A stream that is not in memory, like that of a connection.</summary>
    private sealed class WriteOnlyStream : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count)
        {
        }
    }
}
