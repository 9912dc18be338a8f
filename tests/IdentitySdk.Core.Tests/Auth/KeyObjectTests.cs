using System.Security.Cryptography;
using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests.Auth;

/// <summary>Key objects of the caller's, such as a hardware module's: they are never used concurrently, and need not export their public part.</summary>
public sealed class KeyObjectTests
{
    [TestCase(2048)]
    [TestCase(256)]
    [TestCase(384)]
    [TestCase(521)]
    public async Task Key_object_is_never_used_concurrently(int size)
    {
        using var module = new Module();
        using AsymmetricAlgorithm key = size == 2048 ? new ModuleRsa(module) : new ModuleEc(module, size);
        var signing = SigningKey.From(key, null, "k");

        // The first signature initializes everything but the key.
        signing.Sign(new JObject());
        module.IsOpen = false;
        var (first, second) = (Begin(signing), Begin(signing));
        await TestClock.WaitUntilAsync(() => module.Inside > 0 && IsWaiting(first) && IsWaiting(second), "both signatures");
        module.IsOpen = true;
        first.Join();
        second.Join();

        Assert.That((module.Signatures, module.MaxConcurrency), Is.EqualTo((3, 1)));

        static bool IsWaiting(Thread thread) => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin);
    }

    [TestCase(typeof(CryptographicException))]
    [TestCase(typeof(NotSupportedException))]
    [TestCase(typeof(PlatformNotSupportedException))]
    [TestCase(typeof(ArgumentException))]
    public void Thumbprint_of_a_key_object_without_a_public_part_is_unique(Type refusal)
    {
        using var module = new Module();
        using var key = new ModuleEc(module, 256, (Exception)Activator.CreateInstance(refusal)!);
        var (one, another) = (SigningKey.From(key, null, "k"), SigningKey.From(key, null, "k"));

        Assert.That(one.Thumbprint, Does.Match("^[0-9a-f]{32}$").And.Not.EqualTo(another.Thumbprint));
    }

    private static Thread Begin(SigningKey key)
    {
        var thread = new Thread(() => key.Sign(new JObject())) { IsBackground = true };
        thread.Start();
        return thread;
    }

    /// <summary>The module with the keys: a signature waits until it is open. It counts signatures and concurrent ones.</summary>
    private sealed class Module : IDisposable
    {
        private readonly ManualResetEvent _open = new(true);
        private readonly Lock _lock = new();
        private int _inside;

        public bool IsOpen
        {
            set => _ = value ? _open.Set() : _open.Reset();
        }

        public int Inside => Volatile.Read(ref _inside);

        public int Signatures { get; private set; }

        public int MaxConcurrency { get; private set; }

        public byte[] Sign(int length)
        {
            lock (_lock)
            {
                _inside++;
                (Signatures, MaxConcurrency) = (Signatures + 1, Math.Max(MaxConcurrency, _inside));
            }

            _open.WaitOne();
            lock (_lock)
            {
                _inside--;
            }

            return new byte[length];
        }

        public void Dispose() => _open.Dispose();
    }

    private sealed class ModuleRsa : RSA
    {
        private readonly Module _module;

        public ModuleRsa(Module module) => (_module, KeySizeValue) = (module, 2048);

        public override byte[] SignHash(byte[] hash, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding) => _module.Sign(KeySize / 8);

        public override RSAParameters ExportParameters(bool includePrivateParameters) =>
            includePrivateParameters ? throw new CryptographicException() : SampleKeys.Rsa.ExportParameters(false);

        public override void ImportParameters(RSAParameters parameters) => throw new NotSupportedException();
    }

    private sealed class ModuleEc : ECDsa
    {
        private readonly Module _module;
        private readonly Exception _refusal;

        public ModuleEc(Module module, int size, Exception? refusal = null) =>
            (_module, KeySizeValue, _refusal) = (module, size, refusal ?? new CryptographicException());

        public override byte[] SignHash(byte[] hash) => _module.Sign((KeySize + 7) / 8 * 2);

        public override bool VerifyHash(byte[] hash, byte[] signature) => throw new NotSupportedException();

        public override ECParameters ExportParameters(bool includePrivateParameters) => throw _refusal;
    }
}
