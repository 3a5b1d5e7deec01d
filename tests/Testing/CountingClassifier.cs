using VisEval.Core;

namespace VisEval.Tests.Testing;

/// <summary>A model that counts the images it is asked about.</summary>
public sealed class CountingClassifier(IClassifier model) : IClassifier
{
    public ImageSize Input => model.Input;

    public int ClassCount => model.ClassCount;

    /// <summary>The images so far.</summary>
    public long Images { get; private set; }

    public ClassScores Predict(Tensor batch)
    {
        Images += batch.BatchSize;
        return model.Predict(batch);
    }
}
