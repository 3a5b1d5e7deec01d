using VisEval.Harness.Results;

namespace VisEval.Harness.Estimation;

/// <summary>The resident memory to expect of a process.</summary>
internal static class RunMemory
{
    /// <summary>In 10⁶ bytes. Each thread holds one batch, within its part of the budget.</summary>
    /// <param name="settings">Threads and budget.</param>
    /// <param name="bytesPerImage">What an image of a batch takes.</param>
    /// <param name="residentBytes">What the process holds with all networks open.</param>
    /// <param name="calibration">What it takes beside.</param>
    public static double Megabytes(RunSettings settings, double bytesPerImage, long residentBytes, Calibration calibration) =>
        residentBytes / 1e6 + calibration.BaseMegabytes
        + Math.Min(settings.MaxMemoryMegabytes, settings.Threads * bytesPerImage * calibration.LargestBatch / 1e6);
}
