namespace IdentitySdk.Tests;

/// <summary>Connections that the server closes: without a response, or while they are idle.</summary>
public sealed class ClosedConnectionTests
{
    [Test]
    public async Task Call_without_retries_is_sent_once_when_its_connection_closes(
        [ValueSource(typeof(FaultVendor), nameof(FaultVendor.All))] object faultVendor, [Values] bool isReset, [Values] bool isPooled)
    {
        var first = isPooled ? 2 : 1;
        await using var server = new FaultServer(
            number => number < first ? Script.RespondAndStayOpen("{\"id\":1}") : isReset ? Script.ResetAfter("") : Script.Close,
            isPersistent: true);
        var (client, get, _) = ((FaultVendor)faultVendor).Connect(server.BaseAddress, options => options.Retry = new RetryOptions { MaxRetries = 0 });
        using (client)
        {
            if (isPooled)
            {
                await get();
            }

            await Assert.ThrowsAsync<TransportException>(() => get());
            Assert.That(server.Requests, Has.Count.EqualTo(first));
        }
    }

    [Test]
    public async Task Connection_closed_while_idle_fails_no_call(
        [ValueSource(typeof(FaultVendor), nameof(FaultVendor.All))] object faultVendor, [Values] bool isWrite)
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new FaultServer(
            number => number == 1 ? Script.RespondAndClose("{\"id\":1}", closed) : Script.Respond(200, "{\"id\":1,\"status\":{\"code\":200}}"));
        var (client, get, create) = ((FaultVendor)faultVendor).Connect(server.BaseAddress, options => options.Retry = new RetryOptions { MaxRetries = 0 });
        using (client)
        {
            await get();
            await closed.Task;

            await (isWrite ? create() : get());

            Assert.That(server.Requests, Has.Count.EqualTo(2));
        }
    }
}
