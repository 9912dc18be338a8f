namespace IdentitySdk.Core;

/// <summary>Holds a replay back until it may be sent: to the vendor it is one call more.</summary>
internal interface IReplayGate
{
    /// <summary>Waits until the operation may be sent once more; its refused response is read by then, and gone afterwards.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask PassAsync(CancellationToken cancellationToken);
}
