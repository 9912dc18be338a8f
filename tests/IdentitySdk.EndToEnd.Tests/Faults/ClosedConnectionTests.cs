namespace IdentitySdk.Tests;

/// <summary>Connections that the server closes, without a word or while nobody uses them.</summary>
public sealed class ClosedConnectionTests
{
    [Test]
    public async Task Without_retries_a_call_is_sent_once_whatever_becomes_of_its_connection(
        [ValueSource(typeof(FaultVendor), nameof(FaultVendor.All))] object faultVendor, [Values] bool isReset, [Values] bool isPooled)
    {
        var first = isPooled ? 2 : 1;
        await using var server = new FaultServer(
            number => number < first ? Script.AnswerAndStay("{\"id\":1}") : isReset ? Script.ResetAfter("") : Script.Close,
            staysOpen: true);
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
    public async Task A_connection_that_is_closed_while_it_is_idle_costs_no_call([ValueSource(typeof(FaultVendor), nameof(FaultVendor.All))] object faultVendor, [Values] bool isWrite)
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new FaultServer(number => number == 1 ? Script.AnswerAndClose("{\"id\":1}", closed) : Script.Answer(200, "{\"id\":1,\"status\":{\"code\":200}}"));
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
