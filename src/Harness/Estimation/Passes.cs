namespace VisEval.Harness.Estimation;

/// <summary>Images run through a network. A gradient runs an image forwards once and backwards once.</summary>
/// <param name="Forwards">Images run forwards.</param>
/// <param name="Backwards">Images run backwards.</param>
internal readonly record struct Passes(double Forwards, double Backwards)
{
    /// <summary>Both together.</summary>
    public static Passes operator +(Passes a, Passes b) => new(a.Forwards + b.Forwards, a.Backwards + b.Backwards);

    /// <summary>The same several times.</summary>
    public static Passes operator *(double times, Passes a) => new(times * a.Forwards, times * a.Backwards);
}
