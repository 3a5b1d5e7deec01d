namespace VisEval.Training.Optimization;

/// <summary>A learning rate that rises linearly for a while, then falls to zero along half a cosine
/// (Loshchilov and Hutter, 2017).</summary>
public sealed record CosineSchedule(double Peak, int WarmUp, int Steps)
{
    /// <summary>The rate of step 0, 1, ….</summary>
    public double At(int step) => step < WarmUp
        ? Peak * (step + 1) / WarmUp
        : Peak * 0.5 * (1 + Math.Cos(Math.PI * (step - WarmUp) / Math.Max(1, Steps - WarmUp)));
}
