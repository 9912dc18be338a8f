using System.Collections.Concurrent;
using System.Globalization;
using IdentitySdk.Okta;
using IdentitySdk.Testing;

namespace IdentitySdk.Tests;

/// <summary>Many callers share one client while the server keeps failing: no result is lost, duplicated or mixed up, and resource use does not grow.</summary>
/// <remarks>CI runs the short form; <c>SOAK_CALLS=100000</c> runs the long one.</remarks>
public sealed class SoakTests
{
    private const int Callers = 200;
    private const int Users = 1000;

    private static readonly int s_calls = int.Parse(Environment.GetEnvironmentVariable("SOAK_CALLS") ?? "6000", CultureInfo.InvariantCulture);

    [Test]
    public async Task Single_caller_uses_one_connection_despite_failures()
    {
        var clock = new JumpingClock();
        await using var emulator = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 1, TimeProvider = clock });
        using var transport = new ConnectionCounter();
        using var okta = new OktaClient(new OktaClientOptions
        {
            BaseAddress = emulator.BaseAddress,
            Credential = OktaCredential.ApiToken(emulator.ApiToken),
            TimeProvider = clock,
            AttemptTimeout = Timeout.InfiniteTimeSpan,
            Transport = transport.Handler,
        });
        for (var call = 0; call < 20; call++)
        {
            emulator.Faults.Next(2, Fault.Html(503));
            await okta.Users.GetAsync(emulator.SeededUserIds.First());
        }

        Assert.That(emulator.RequestCount, Is.EqualTo(60));
        Assert.That(transport.MaxOpen, Is.EqualTo(1), "a failed attempt returns its connection before the next one");
    }

    [Test]
    public async Task Concurrent_call_ends_with_its_own_result_or_one_typed_exception()
    {
        var clock = new JumpingClock();
        await using var emulator = await OktaEmulator.StartAsync(
            new OktaEmulatorOptions { UserCount = Users, TimeProvider = clock, ErrorRate = 0.05, ErrorSeed = 7, RequestLogCapacity = 10 });
        using var transport = new ConnectionCounter();
        using var okta = new OktaClient(new OktaClientOptions
        {
            BaseAddress = emulator.BaseAddress,
            Credential = OktaCredential.ApiToken(emulator.ApiToken),
            TimeProvider = clock,
            AttemptTimeout = Timeout.InfiniteTimeSpan,
            Retry = new RetryOptions { MaxRetries = 10, MaxTotalTime = TimeSpan.FromDays(3650) },
            RateLimits = new RateLimitOptions { IsEnabled = false },
            Transport = transport.Handler,
        });
        var ids = emulator.SeededUserIds.ToArray();
        var created = new ConcurrentDictionary<string, string>();
        var unknown = 0;
        var next = 0;

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(CallAsync)));

        var listed = await okta.Users.ListAllAsync().Select(user => user.Id!).ToListAsync();
        Assert.That(listed, Is.Unique);
        Assert.That(listed, Is.EquivalentTo(ids.Concat(created.Keys)), "exactly the confirmed creations exist, each once");
        Assert.That(unknown, Is.GreaterThan(0).And.LessThan(s_calls / 10), "a creation that the server may have carried out is not retried");
        Assert.That(transport.MaxOpen, Is.LessThanOrEqualTo(2 * Callers), "the number of connections does not grow, although concurrent callers open a few unused ones");
        Assert.That(emulator.Failure, Is.Null);

        async Task CallAsync()
        {
            while (Interlocked.Increment(ref next) is var number && number <= s_calls)
            {
                var id = ids[number % Users];
                switch (number % 10)
                {
                    case 0:
                        await CreateAsync($"soak.{number}@example.com");
                        break;
                    case 1:
                        var page = await okta.Users.ListAsync(new ListUsersOptions { Filter = OktaFilter.Format($"id eq {id}") });
                        Assert.That(page.Items.Single().Id, Is.EqualTo(id));
                        break;
                    default:
                        Assert.That((await okta.Users.GetAsync(id)).Id, Is.EqualTo(id), "each caller gets the response of its own call");
                        break;
                }
            }
        }

        async Task CreateAsync(string login)
        {
            try
            {
                var profile = new UserProfile { Login = login, Email = login, FirstName = "S", LastName = "K" };
                var user = await okta.Users.CreateAsync(new CreateUserRequest { Profile = profile });
                Assert.That(user.Profile!.Login, Is.EqualTo(login));
                Assert.That(created.TryAdd(user.Id!, login), Is.True);
            }
            catch (IdentityApiException)
            {
                // A creation is not retried when the server may have acted.
                Interlocked.Increment(ref unknown);
            }
        }
    }

    [Test]
    public async Task Memory_does_not_grow_with_the_number_of_calls()
    {
        const int Megabyte = 1024 * 1024;
        var clock = new JumpingClock();
        await using var emulator = await OktaEmulator.StartAsync(
            new OktaEmulatorOptions { UserCount = 50, MaxPageSize = 10, TimeProvider = clock, ErrorRate = 0.05, ErrorSeed = 7, RequestLogCapacity = 10 });
        using var okta = new OktaClient(new OktaClientOptions
        {
            BaseAddress = emulator.BaseAddress,
            Credential = OktaCredential.PrivateKey(emulator.ClientId, emulator.EcPrivateKeyPem, ["okta.users.manage"]),
            TimeProvider = clock,
            AttemptTimeout = Timeout.InfiniteTimeSpan,
            Retry = new RetryOptions { MaxRetries = 10, MaxTotalTime = TimeSpan.FromDays(3650) },
        });
        var ids = emulator.SeededUserIds.ToArray();

        await CallAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await CallAsync();
        var after = GC.GetTotalMemory(forceFullCollection: true);

        // A leak of two hundred bytes per call would exceed this bound.
        Assert.That(after - before, Is.LessThan(Megabyte * Math.Max(1, s_calls / 6000)), () => $"from {before} to {after} bytes");

        Task CallAsync() => Task.WhenAll(Enumerable.Range(0, 20).Select(caller => Task.Run(async () =>
        {
            for (var number = 0; number < s_calls / 20; number += 6)
            {
                _ = await okta.Users.GetAsync(ids[(caller + number) % ids.Length]);
                await foreach (var page in okta.Users.ListAllAsync().AsPages())
                {
                    _ = page.ContinuationToken;
                }
            }
        })));
    }
}
