namespace VisEval.Methods.ActivationMaximization.Transformations;

/// <summary>A picture moved round: what leaves it on one side comes in on the other.</summary>
/// <param name="Down">By how many rows.</param>
/// <param name="Right">By how many columns.</param>
internal sealed record Roll(int Down, int Right) : IPictureView
{
    public void Show(ReadOnlySpan<float> picture, int height, int width, Span<float> view) =>
        Move(picture, height, width, view, Down, Right);

    public void Transpose(ReadOnlySpan<float> gradient, int height, int width, Span<float> result) =>
        Move(gradient, height, width, result, -Down, -Right);

    private static void Move(ReadOnlySpan<float> from, int height, int width, Span<float> to, int down, int right)
    {
        for (var row = 0; row < from.Length / width; row++)
        {
            var (plane, y) = (row / height * height, row % height);
            var target = (plane + ((y + down) % height + height) % height) * width;
            for (var x = 0; x < width; x++)
                to[target + ((x + right) % width + width) % width] = from[row * width + x];
        }
    }
}
