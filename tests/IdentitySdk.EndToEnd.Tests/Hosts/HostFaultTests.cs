namespace IdentitySdk.Tests;

/// <summary>The table of host faults: the outcome of a read and of every write for each vendor.</summary>
public sealed class HostFaultTests
{
    private static IEnumerable<TestCaseData> Table() =>
        from fault in HostFault.All from vendor in HostedVendor.All select new TestCaseData(fault, vendor).SetArgDisplayNames(vendor.Name, fault.Name);

    [TestCaseSource(nameof(Table))]
    public async Task Host_fault_has_the_outcome_in_the_table_and_names_no_user(object hostFault, object hosted)
    {
        var (fault, vendor) = ((HostFault)hostFault, (HostedVendor)hosted);
        Assert.That(await OutcomeAsync(fault, vendor, vendor.Read), Is.EqualTo(fault.Read), "read");
        foreach (var (name, write) in vendor.Writes)
        {
            Assert.That(await OutcomeAsync(fault, vendor, write), Is.EqualTo(fault.Write), name);
        }
    }

    private static async Task<string> OutcomeAsync(HostFault fault, HostedVendor vendor, Func<IServiceProvider, string?, Task> call)
    {
        FaultServer? server = null;
        await using (server = new FaultServer(number => fault.Responses(number, server!.BaseAddress, vendor.Name)))
        {
            await using var provider = fault.Host.Provide(vendor, server.BaseAddress);
            try
            {
                await call(provider, null);
                return $"value, {server.Requests.Count}";
            }
            catch (IdentityApiException exception)
            {
                Assert.That(exception.Message, Does.Not.Contain("jane").And.Not.Contain("\n"));
                return $"{exception.GetType().Name}, {server.Requests.Count}{(exception.IsOutcomeUnknown ? ", unknown" : "")}";
            }
        }
    }
}
