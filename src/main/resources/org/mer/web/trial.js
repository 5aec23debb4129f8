'use strict';
/* Lets the face be moved into the square before it is sent, and turns photographs as they were held. Without this the form works too. */
(() => {
  const form = document.querySelector('form[data-largest]');
  if (!form) {
    return;
  }
  const inputs = [...form.querySelectorAll('input[type=file]')];
  const crop = form.querySelector('.crop');
  const canvas = crop.querySelector('canvas');
  const zoom = form.querySelector('#zoom');
  const submit = form.querySelector('button[type=submit]');
  const paper = canvas.getContext('2d');
  let picture = null;
  let centre = {x: 0, y: 0};

  const side = () => Math.min(picture.width, picture.height) / zoom.value;
  const within = (value, length) => Math.min(Math.max(value, side() / 2), length - side() / 2);
  const draw = () => {
    centre = {x: within(centre.x, picture.width), y: within(centre.y, picture.height)};
    paper.drawImage(picture, centre.x - side() / 2, centre.y - side() / 2, side(), side(), 0, 0, canvas.width, canvas.height);
  };
  const drop = () => {
    picture = null;
    crop.hidden = true;
    inputs.forEach(input => { input.value = ''; });
  };

  const choose = async input => {
    inputs.filter(other => other !== input).forEach(other => { other.value = ''; });
    picture = null;
    crop.hidden = true;
    if (input.files.length === 0) {
      return;
    }
    try {
      picture = await createImageBitmap(input.files[0], {imageOrientation: 'from-image'});
      centre = {x: picture.width / 2, y: picture.height / 2};
      zoom.value = 1;
      crop.hidden = false;
      draw();
    } catch {
      picture = null; // the server says what is wrong with it
    }
  };

  inputs.forEach(input => input.addEventListener('change', () => choose(input)));
  zoom.addEventListener('input', draw);
  form.querySelector('#drop').addEventListener('click', drop);
  canvas.addEventListener('pointerdown', event => canvas.setPointerCapture(event.pointerId));
  canvas.addEventListener('pointermove', event => {
    if (picture && canvas.hasPointerCapture(event.pointerId)) {
      const scale = side() / canvas.clientWidth;
      centre = {x: centre.x - event.movementX * scale, y: centre.y - event.movementY * scale};
      draw();
    }
  });

  form.addEventListener('submit', event => {
    submit.disabled = true;
    submit.textContent = 'Scoring …';
    if (!picture) {
      return;
    }
    event.preventDefault();
    canvas.toBlob(blob => {
      const files = new DataTransfer();
      files.items.add(new File([blob], 'face.png', {type: 'image/png'}));
      inputs.forEach(input => { input.value = ''; });
      inputs[0].files = files.files;
      form.submit();
    }, 'image/png');
  });
  addEventListener('pageshow', () => {
    submit.disabled = false;
    submit.textContent = 'Score it';
  });
})();
