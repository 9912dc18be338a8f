using System.Buffers;
using System.Text;
using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Response bodies: the cap, incomplete bodies, and the pooled buffer.</summary>
public sealed class ResponseBodyTests
{
    private const string Marker = "marker-of-this-body";

    [Test]
    public async Task Missing_content_is_an_empty_body()
    {
        var body = await ResponseBody.ReadAsync(null, 10, isSecret: false, default);
        Assert.That((body.Length, body.IsCut, body.IsBroken), Is.EqualTo((0, false, false)));
    }

    [TestCase(4, false)]
    [TestCase(3, true)]
    public async Task Body_is_cut_at_the_cap_with_or_without_Content_Length(int cap, bool isCut)
    {
        using var known = await ResponseBody.ReadAsync(new ByteArrayContent("abcd"u8.ToArray()), cap, isSecret: false, default);
        using var unknown = await ResponseBody.ReadAsync(WithoutLength("abcd"), cap, isSecret: false, default);

        Assert.That((known.IsCut, unknown.IsCut), Is.EqualTo((isCut, isCut)));
        Assert.That(unknown.Text(100), Is.EqualTo("abcd"[..Math.Min(cap, 4)]));
    }

    [TestCase("", "")]
    [TestCase("x", "x")]
    [TestCase("\uFEFFx", "x", Description = "a proxy has added a second one")]
    public async Task Byte_order_mark_is_skipped(string text, string expected)
    {
        using var body = await ResponseBody.ReadAsync(new ByteArrayContent([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)]), 100, isSecret: false, default);
        Assert.That(body.Text(100), Is.EqualTo(expected));
        Assert.That(body.AllBytes.Length, Is.EqualTo(Encoding.UTF8.GetByteCount(text) + 3));
    }

    [Test]
    public async Task Incomplete_error_has_its_beginning()
    {
        using var body = await ResponseBody.ReadErrorAsync(Incomplete(), isSecret: false, default);
        Assert.That((body.IsBroken, body.IsCut, body.Text(100)), Is.EqualTo((true, false, Marker)));
    }

    [Test]
    public async Task Incomplete_success_throws_and_returns_its_buffer_to_the_pool()
    {
        await Assert.ThrowsAsync<IOException>(async () => await ResponseBody.ReadAsync(Incomplete(), 100, isSecret: false, default));
        Assert.That(IsInPool(16 * 1024), Is.True);
    }

    [Test]
    public async Task Secret_of_an_incomplete_success_is_cleared()
    {
        await Assert.ThrowsAsync<IOException>(async () => await ResponseBody.ReadAsync(Incomplete(), 100, isSecret: true, default));
        Assert.That(IsInPool(16 * 1024), Is.False);
    }

    [TestCase(typeof(InvalidDataException), typeof(IOException))]
    [TestCase(typeof(InvalidOperationException), typeof(IOException))]
    [TestCase(typeof(ObjectDisposedException), typeof(ObjectDisposedException))]
    [TestCase(typeof(TimeoutException), typeof(TimeoutException))]
    public async Task Body_that_cannot_be_decompressed_throws_IOException(Type thrown, Type expected)
    {
        var failure = (Exception)Activator.CreateInstance(thrown, "broken")!;
        var exception = await Assert.CatchAsync(async () => await ResponseBody.ReadAsync(new StreamContent(new FailingStream(failure)), 100, isSecret: false, default));

        Assert.That(exception, Is.TypeOf(expected));
        Assert.That(exception, expected == thrown ? Is.SameAs(failure) : Has.InnerException.SameAs(failure));
    }

    [TestCase(typeof(InvalidDataException))]
    [TestCase(typeof(InvalidOperationException))]
    [TestCase(typeof(IOException))]
    public async Task Body_of_an_error_that_cannot_be_decompressed_is_incomplete(Type thrown)
    {
        var failure = (Exception)Activator.CreateInstance(thrown, "broken")!;
        using var body = await ResponseBody.ReadErrorAsync(new StreamContent(new FailingStream(failure)), isSecret: false, default);

        Assert.That(body.IsBroken, Is.True);
    }

    [Test]
    public async Task Buffer_that_becomes_too_small_is_returned_to_the_pool()
    {
        var text = Marker + new string('x', 20_000);
        using var body = await ResponseBody.ReadAsync(WithoutLength(text), 100_000, isSecret: false, default);

        Assert.That(body.Text(100_000), Is.EqualTo(text));
        Assert.That(IsInPool(16 * 1024), Is.True);
    }

    private static StreamContent WithoutLength(string text) => new(new ForwardStream(Encoding.ASCII.GetBytes(text)));

    private static StreamContent Incomplete() => new(new BreakingStream(Encoding.ASCII.GetBytes(Marker)));

    /// <summary>The streams complete on this thread, so their buffers are returned to its pool.</summary>
    private static bool IsInPool(int length)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        var isThere = Encoding.ASCII.GetString(buffer).Contains(Marker);
        Array.Clear(buffer);
        ArrayPool<byte>.Shared.Return(buffer);
        return isThere;
    }

    private sealed class FailingStream(Exception exception) : BodyStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw exception;
    }
}
