using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace IdentitySdk.Tests;

/// <summary>Records the SDK's activities and measurements. Listeners observe the whole process, so tests that use it do not run in parallel.</summary>
internal sealed class RecordedDiagnostics : IDisposable
{
    private readonly List<Activity> _activities = [];
    private readonly List<Measurement> _measurements = [];
    private readonly ActivityListener _activityListener;
    private readonly MeterListener _meterListener = new();

    public RecordedDiagnostics()
    {
        _activityListener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "IdentitySdk",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _activities.Add,
        };
        ActivitySource.AddActivityListener(_activityListener);
        _meterListener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "IdentitySdk")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meterListener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        _meterListener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _meterListener.Start();
    }

    /// <summary>The activities of calls.</summary>
    public IReadOnlyList<Activity> Activities => [.. _activities.Where(activity => activity.Kind == ActivityKind.Internal)];

    /// <summary>The activities of attempts.</summary>
    public IReadOnlyList<Activity> Attempts => [.. _activities.Where(activity => activity.Kind == ActivityKind.Client)];

    public IReadOnlyList<Measurement> Measurements => _measurements;

    /// <summary>The durations of calls.</summary>
    public IReadOnlyList<Measurement> Durations => [.. _measurements.Where(each => each.Name == IdentityTelemetry.OperationDuration)];

    /// <summary>The measurements of an instrument; observable instruments are read first.</summary>
    public IReadOnlyList<Measurement> Of(string name)
    {
        _meterListener.RecordObservableInstruments();
        return [.. _measurements.Where(each => each.Name == name)];
    }

    public void Dispose()
    {
        _activityListener.Dispose();
        _meterListener.Dispose();
    }

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measurements.Add(new(instrument.Name, value, tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value)));

    public sealed record Measurement(string Name, double Value, Dictionary<string, object?> Tags);
}
