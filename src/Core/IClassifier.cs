namespace VisEval.Core;

/// <summary>An image classifier as metrics see it: normalised images in, class scores out.</summary>
public interface IClassifier
{
    /// <summary>Channels, height and width of one input image.</summary>
    ImageSize Input { get; }

    /// <summary>The number of classes C.</summary>
    int ClassCount { get; }

    /// <summary>Classifies a batch of normalised images, N×C×H×W, of any N; safe to call from several threads.</summary>
    /// <remarks>The batch is lent for the call: the caller may paint over it afterwards, so what is to be kept of it is copied
    /// (<see cref="Tensor.Clone"/>), and it may lie in a longer array, so it is read by <see cref="Tensor.Item"/> or
    /// <see cref="Tensor.Memory"/>.</remarks>
    ClassScores Predict(Tensor batch);
}

/// <summary>The size of an image tensor.</summary>
public readonly record struct ImageSize(int Channels, int Height, int Width)
{
    /// <summary>The number of pixel positions, height × width.</summary>
    public int Pixels => Height * Width;

    /// <summary>The number of values, channels × height × width.</summary>
    public int Length => Channels * Height * Width;
}
