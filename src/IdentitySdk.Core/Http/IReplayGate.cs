namespace IdentitySdk.Core;

/// <summary>Delays a replay until it may be sent: the vendor counts it as another call.</summary>
internal interface IReplayGate
{
    /// <summary>Waits until the operation may be sent again. The refused response is no longer available afterwards.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask PassAsync(CancellationToken cancellationToken);
}
