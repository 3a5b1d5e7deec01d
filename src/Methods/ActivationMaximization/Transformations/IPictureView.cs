namespace VisEval.Methods.ActivationMaximization.Transformations;

/// <summary>How the network sees a picture; affine in it.</summary>
internal interface IPictureView
{
    /// <summary>Shows planes of height × width.</summary>
    void Show(ReadOnlySpan<float> picture, int height, int width, Span<float> view);

    /// <summary>The derivative by the picture, of one by the view; overwritten.</summary>
    void Transpose(ReadOnlySpan<float> gradient, int height, int width, Span<float> result);
}
