using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;

namespace IdentitySdk.Cli.Profiles;

/// <summary>A file with secrets that Windows encrypts for the signed-in user (DPAPI).</summary>
[SupportedOSPlatform("windows")]
internal sealed class DpapiStore(FileStore file) : ISecretStore
{
    private const int NoUserInterface = 1;

    public string Name => "dpapi";

    public void Save(string account, string secret) => file.Save(account, Convert.ToBase64String(Transform(Encoding.UTF8.GetBytes(secret), protects: true)));

    public string? Read(string account) =>
        file.Read(account) is { } text ? Encoding.UTF8.GetString(Transform(Convert.FromBase64String(text), protects: false)) : null;

    public void Remove(string account) => file.Remove(account);

    private static byte[] Transform(byte[] bytes, bool protects)
    {
        var handle = GCHandle.Alloc(bytes, GCHandleType.Pinned);
        var input = new Blob { Size = bytes.Length, Data = handle.AddrOfPinnedObject() };
        var output = default(Blob);
        try
        {
            var isDone = protects
                ? CryptProtectData(ref input, null, 0, 0, 0, NoUserInterface, ref output)
                : CryptUnprotectData(ref input, 0, 0, 0, 0, NoUserInterface, ref output);
            if (!isDone)
            {
                throw new SecretStoreException("Windows cannot encrypt or decrypt the secret: it may belong to another user.");
            }

            var result = new byte[output.Size];
            Marshal.Copy(output.Data, result, 0, output.Size);
            return result;
        }
        finally
        {
            handle.Free();
            LocalFree(output.Data);
        }
    }

    [DllImport("crypt32.dll", SetLastError = true, CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern bool CryptProtectData(ref Blob input, string? description, nint entropy, nint reserved, nint prompt, int flags, ref Blob output);

    [DllImport("crypt32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern bool CryptUnprotectData(ref Blob input, nint description, nint entropy, nint reserved, nint prompt, int flags, ref Blob output);

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern nint LocalFree(nint memory);

    private struct Blob
    {
        public int Size;
        public nint Data;
    }
}
