using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;
using VisEval.Methods;

namespace VisEval.Harness.Configuration.Visualizing;

/// <summary>Pictures in [0, 1] from what says how a picture becomes input.</summary>
internal static class PictureSpaces
{
    /// <summary>The space of pictures of 8 bits: 0 is 0, 1 is 255.</summary>
    public static PictureSpace Of(Preprocessing preprocessing)
    {
        var surroundings = preprocessing.Surroundings();
        return new PictureSpace(
            surroundings.Black!, surroundings.White!,
            [.. Enumerable.Range(0, preprocessing.ChannelCount).Select(preprocessing.StoredChannel)],
            preprocessing.ChannelCount >= 3);
    }

    /// <summary>The images of a source as pictures.</summary>
    public static NaturalImages ImagesOf(IImageSource source, PictureSpace space) => new(
        source.Images.Count, i => Picture(source.Load(source.Images[i]), space), i => source.Images[i].Id)
    {
        Content = i => source.ContentOf(source.Images[i]),
    };

    /// <summary>What a prepared image shows, C×H×W in [0, 1].</summary>
    public static Tensor Picture(PreparedImage image, PictureSpace space)
    {
        var picture = space.ToPictures(image.Input).ItemTensor(0);
        foreach (ref var value in picture.Values.AsSpan())
            value = Math.Clamp(value, 0, 1);
        return picture;
    }
}
