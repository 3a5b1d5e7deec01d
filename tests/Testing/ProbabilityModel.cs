using VisEval.Core;

namespace VisEval.Tests.Testing;

/// <summary>Two classes whose probabilities are a formula of the image: p and 1 − p.</summary>
internal static class ProbabilityModel
{
    /// <summary>Probability of class 0 = formula(image), in [0, 1].</summary>
    public static FakeClassifier Of(ImageSize input, Func<float[], double> formula) =>
        new(input, 2, image => [(float)Math.Log(formula(image)), (float)Math.Log(1 - formula(image))]);

    /// <summary>Probability of class 0 = weights · image.</summary>
    public static FakeClassifier Linear(ImageSize input, params float[] weights) =>
        Of(input, image => weights.Zip(image, (w, x) => (double)w * x).Sum());
}
